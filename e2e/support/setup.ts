import type { FullConfig } from '@playwright/test';
import type { Size } from '../sizes';
import { start } from './servers';

/** A server for each size that will be used; stopped when all is done. */
export default async function setup(config: FullConfig) {
  const stops = await Promise.all(config.projects.map((project) => start(project.name as Size)));
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}
