import { children, people } from './demo';
import { Office } from './office';

/** Where a face's pages are, for those who are not signed in and for those who are. */
export const entrances = ['', '/join', '/join?code=ACDEFGHJKMNP', '/reset', '/reset?token=none', '/nowhere'];
export const ofFamily = ['', '/days', '/settings', '/settings/delivery', '/settings/people', '/settings/account', '/join', '/nowhere'];
export const ofWard = ['', '/account', '/facilities', '/rollout', '/nowhere'];

/** The pages of the director's facility. */
export async function ofFacility(): Promise<string[]> {
  const office = await Office.open(people.director);
  const { id, classes } = await office.facility();
  const { children: found } = await office.read(`/api/facilities/${id}/children?search=${encodeURIComponent(children.riku)}`);
  const below = ['', '/calls', '/expected', `/classes/${classes[1]?.id}`, '/children', '/children/new', '/children/import', `/children/${found[0].id}`, `/children/${found[0].id}/plan`];
  return [...below, '/letters', '/staff', '/tablets', '/settings', '/messages', '/audit'].map((rest) => `/facilities/${id}${rest}`);
}

