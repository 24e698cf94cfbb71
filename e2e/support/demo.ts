/** Who is in the demonstration ward (api/src/demo). */
export const PASSWORD = 'hidamari-demo';
export const PIN = '2468';

export const people = {
  wardAdmin: 'ward@example.jp',
  wardViewer: 'viewer@example.jp',
  director: 'director1@example.jp',
  chief: 'chief1@example.jp',
  nurse: 'nurse1@example.jp',
  /** 担任 of りす組 in the first facility. */
  teacher: 'teacher1@example.jp',
  /** Mother of はな (りす組, first facility) and そら (second facility). */
  mother: 'parent1@example.jp',
  /** Father of the same. */
  father: 'parent2@example.jp',
  /** Mother of りく (りす組, first facility), whose father's view is limited. */
  motherWithCustody: 'parent3@example.jp',
  fatherKeptAway: 'parent4@example.jp',
  /** Of the first mother's family. */
  grandmother: 'grandparent1@example.jp',
} as const;

export const facility = 'さくら保育園';
/** The director of the first facility, as the tablet names them. */
export const DIRECTOR = '遠藤 望';
export const room = 'りす組';
/** Children of りす組 with the same names in every demonstration. */
export const children = { hana: '日向 はな', riku: '月岡 りく', mei: '星川 めい', aki: '雪村 あき' } as const;
