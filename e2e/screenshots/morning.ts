import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';

type Class = { id: string; name: string };
type Child = { id: string; name: string };
type Board = { now: string; children: Child[] };

/** Most children of the director's facility arrive, a few stay at home; some classes have not begun. */
export async function letThemCome(director: Page, leaveOut: string[]): Promise<void> {
  const headers = { 'x-hidamari-face': 'office', origin: new URL(director.url()).origin };
  const read = async (path: string) => (await director.request.get(path, { headers })).json();
  const facilities: { classes: Class[] }[] = await read('/api/facilities');
  const first = facilities[0];
  for (const [nth, room] of (first?.classes ?? []).entries()) {
    const board: Board = await read(`/api/classes/${room.id}/board`);
    const coming = board.children.filter((child, at) => !leaveOut.includes(child.name) && (at * 7 + nth) % 6 !== 0);
    const marks = coming.map((child, at) => ({
      id: randomUUID(),
      child: child.id,
      kind: (at + nth) % 11 === 10 ? 'absence' : 'arrival',
      happened_at: before(board.now, 3 + ((at * 13 + nth * 5) % 50)),
    }));
    const answer = await director.request.post('/api/attendance/marks', {
      headers: { ...headers, 'idempotency-key': randomUUID() },
      data: { marks },
    });
    if (!answer.ok()) throw new Error(`${room.name}: ${answer.status()} ${await answer.text()}`);
  }
}

const before = (now: string, minutes: number) => new Date(Date.parse(now) - minutes * 60_000).toISOString();
