import { expect, request, test, type APIRequestContext } from '@playwright/test';
import { PASSWORD } from './demo';

type Class = { id: string; name: string };
type Facility = { id: string; name: string; classes: Class[] };

/** A cut-off that no story reaches. */
export const LATE = '23:58:00';

/** What someone in an office does without its screens, where a story is about another screen. */
export class Office {
  private constructor(private readonly request: APIRequestContext, private readonly origin: string) {}

  static async open(email: string, origin = test.info().project.use.baseURL ?? ''): Promise<Office> {
    const office = new Office(await request.newContext({ baseURL: origin }), origin);
    await office.write('/api/sessions', { face: 'office', email, password: PASSWORD });
    return office;
  }

  /** The first facility of those this office sees; a director's own. */
  async facility(): Promise<Facility> {
    const [first]: Facility[] = await this.read('/api/facilities');
    if (!first) throw new Error('there is no facility');
    return first;
  }

  /** Children are expected on every day until `cutoff`, whenever the stories are told; then families have some minutes. */
  async expectUntil(cutoff: string, callAfter = 15): Promise<void> {
    const facilities: Facility[] = await this.read('/api/facilities');
    for (const { id, classes: _, municipality: __, ...form } of facilities as (Facility & Record<string, unknown>)[]) {
      await this.send('PUT', `/api/facilities/${id}`, { ...form, opens: '00:00:00', closes: '23:59:00' });
      await this.send('PUT', `/api/facilities/${id}/attendance-rules`, { cutoff, call_after: callAfter, lock_days: 1, lock_at: '17:00:00', off_on: [] });
    }
  }

  /** A code with which one tablet of the facility is enrolled. */
  async tabletCode(): Promise<string> {
    const { id } = await this.facility();
    return (await this.write(`/api/facilities/${id}/device-codes`, {})).code;
  }

  /** Records that a child has come, or takes a mark back; answers the mark. */
  async mark(child: string, kind: 'arrival' | 'correction', takesBack?: string): Promise<string> {
    const id = uuid();
    const mark = { id, child, kind, happened_at: new Date().toISOString(), ...(takesBack && { takes_back: takesBack }) };
    await this.write('/api/attendance/marks', { marks: [mark] });
    return id;
  }

  async read(path: string) {
    const answer = await this.request.get(path, { headers: { 'x-hidamari-face': 'office' } });
    expect(answer.status(), `${path}: ${await answer.text()}`).toBe(200);
    return answer.json();
  }

  async write(path: string, data: unknown) {
    return this.send('POST', path, data);
  }

  async put(path: string, data: unknown) {
    return this.send('PUT', path, data);
  }

  async remove(path: string) {
    return this.send('DELETE', path, {});
  }

  private async send(method: string, path: string, data: unknown) {
    const headers = { 'x-hidamari-face': 'office', 'idempotency-key': uuid(), origin: this.origin };
    const answer = await this.request.fetch(path, { method, data, headers });
    expect(answer.status(), `${path}: ${await answer.text()}`).toBe(200);
    return answer.json();
  }
}

/** UUIDv7. */
function uuid(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  const random = crypto.randomUUID().slice(15);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random}`;
}
