import DataLoader from 'dataloader';
import type { CollegeEntity } from './college.entity.js';
import type { CollegeService } from './college.service.js';

/** One request reads the college's row once, whichever fields ask for it. */
export const collegeLoaders = (colleges: CollegeService) => ({
  college: new DataLoader<string, CollegeEntity>(async (codes) => {
    const profile = await colleges.profile();
    return codes.map(() => profile);
  }),
});
