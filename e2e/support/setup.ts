import type { FullConfig } from '@playwright/test';
import type { Size } from '../sizes';
import { people } from './demo';
import { LATE, Office } from './office';
import { originOf, start } from './servers';

/** A server for each size that will be used; stopped when all is done. */
export default async function setup(config: FullConfig) {
  const sizes = config.projects.map((project) => project.name as Size);
  const stops = await Promise.all(sizes.map((size) => start(size)));
  if (!process.env.HIDAMARI_STARTS_AT) {
    const wards = await Promise.all(sizes.map((size) => Office.open(people.wardAdmin, originOf(size))));
    await Promise.all(wards.map((ward) => ward.expectUntil(LATE)));
  }
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}
