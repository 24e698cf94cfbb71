import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Size } from '../sizes';

const root = resolve(import.meta.dirname, '../..');
const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
const program = process.env.HIDAMARI_PROGRAM ?? join(target, 'debug/hidamari');

const variable = (size: Size) => `HIDAMARI_ORIGIN_${size.toUpperCase()}`;

/** Where the server of a size listens; set by the global set-up, and inherited by the workers. */
export const originOf = (size: Size) => process.env[variable(size)];

const pushVariable = (size: Size) => `HIDAMARI_PUSH_${size.toUpperCase()}`;

/** The one push service that the server of a size knows; a story may listen there. */
export const pushServiceOf = (size: Size) => process.env[pushVariable(size)] ?? '';

/** Starts a server with a fresh demonstration ward; answers how to stop it. */
export async function start(size: Size): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), `hidamari-${size}-`));
  const origin = `http://127.0.0.1:${await freePort()}`;
  const pushService = `http://127.0.0.1:${await freePort()}`;
  const { url, drop } = database(folder);
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    HIDAMARI_DATABASE: url,
    HIDAMARI_DATA: folder,
    HIDAMARI_LISTEN: origin.replace('http://', ''),
    HIDAMARI_ADDRESS: origin,
    HIDAMARI_WEB: process.env.HIDAMARI_WEB ?? join(target, 'web'),
    HIDAMARI_PUSH_SERVICES: pushService,
    HIDAMARI_LOG: 'warn',
  };
  const [run, ...before] = atAnotherTime(env);
  execFileSync(run, [...before, 'demo'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const log = openSync(join(folder, 'log'), 'a');
  const server = spawn(run, [...before, 'serve', '--demo'], { env, stdio: ['ignore', log, log] });
  await ready(`${origin}/health/ready`, server);
  process.env[variable(size)] = origin;
  process.env[pushVariable(size)] = pushService;
  return async () => {
    await end(server);
    drop();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** The program, with its clock started at HIDAMARI_STARTS_AT (local time in Japan) if that is set. */
function atAnotherTime(env: NodeJS.ProcessEnv): [string, ...string[]] {
  const startsAt = process.env.HIDAMARI_STARTS_AT;
  if (!startsAt) return [program];
  Object.assign(env, { TZ: 'Asia/Tokyo', FAKETIME_DONT_FAKE_MONOTONIC: '1', DONT_FAKE_MONOTONIC: '1' });
  return ['faketime', '-f', `@${startsAt}`, program];
}

/** A file in the folder, or a database of its own on the server that HIDAMARI_TEST_POSTGRES names. */
function database(folder: string) {
  const server = process.env.HIDAMARI_TEST_POSTGRES;
  if (!server) return { url: `sqlite:${join(folder, 'hidamari.db')}`, drop: () => {} };
  const name = `hidamari_e2e_${process.pid}_${Date.now()}`;
  const sql = (statement: string) =>
    execFileSync('psql', ['--quiet', '--dbname', server, '--command', statement], { stdio: ['ignore', 'ignore', 'inherit'] });
  sql(`CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.toString(), drop: () => sql(`DROP DATABASE ${name} WITH (FORCE)`) };
}

/** A port that nobody listens at. */
export function freePort(): Promise<number> {
  return new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => found(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function ready(url: string, server: ChildProcess) {
  for (let tries = 0; tries < 150; tries += 1) {
    if (server.exitCode !== null) throw new Error(`the server ended with status ${server.exitCode}`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((later) => setTimeout(later, 200));
  }
  throw new Error(`${url} was not ready within 30 s`);
}

function end(server: ChildProcess): Promise<void> {
  return new Promise((ended) => {
    if (server.exitCode !== null) return ended();
    server.once('exit', () => ended());
    server.kill('SIGTERM');
    setTimeout(() => server.kill('SIGKILL'), 5_000).unref();
  });
}
