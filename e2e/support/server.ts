// Starts the real server once for all stories: a fresh demonstration ward on a port of its own, on SQLite, or on a
// new database of the PostgreSQL that HIDAMARI_TEST_POSTGRES names.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

async function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });
}

function database(folder: string): string {
  const cluster = process.env.HIDAMARI_TEST_POSTGRES;
  if (!cluster) return `sqlite:${join(folder, "e2e.db")}`;
  const name = `e2e_${process.pid}`;
  execFileSync("psql", [cluster, "-qc", `CREATE DATABASE ${name}`]);
  return cluster.replace(/\/[^/]*$/, `/${name}`);
}

export default async function start(): Promise<() => Promise<void>> {
  const target = process.env.HIDAMARI_E2E_TARGET ?? resolve("..", "target");
  const program = join(target, "debug", "hidamari");
  const folder = mkdtempSync(join(tmpdir(), "hidamari-e2e-"));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    HIDAMARI_DATABASE: database(folder),
    HIDAMARI_DATA: folder,
    HIDAMARI_WEB: join(target, "web"),
    HIDAMARI_ADDRESS: origin,
    HIDAMARI_LOG: "warn",
  };
  execFileSync(program, ["demo"], { env, stdio: "ignore" });
  const server = spawn(program, ["serve", "--demo", "--listen", `127.0.0.1:${port}`], { env, stdio: "inherit" });
  for (let tries = 0; ; tries += 1) {
    const ready = await fetch(`${origin}/health/ready`).then((answer) => answer.ok, () => false);
    if (ready) break;
    if (tries > 100) throw new Error("the server did not start");
    await new Promise((wait) => setTimeout(wait, 100));
  }
  process.env.HIDAMARI_E2E_ORIGIN = origin;
  return async () => {
    server.kill("SIGTERM");
    await new Promise((stopped) => server.once("exit", stopped));
    rmSync(folder, { recursive: true, force: true });
  };
}
