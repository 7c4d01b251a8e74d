import { Global, Module } from '@nestjs/common';
import { NODE_CONFIG } from '../node-config.token.js';
import type { NodeConfig } from '../node.config.js';
import { CollegeRepository } from './college.repository.js';
import { CollegeResolver } from './college.resolver.js';
import { CollegeService } from './college.service.js';
import { CollegesAskedService } from './colleges-asked.service.js';
import { ThisCollege } from './this-college.js';

/** Global: every feature makes and reads the college's own ids, and may be asked for some colleges' alone. */
@Global()
@Module({
  providers: [
    { provide: ThisCollege, inject: [NODE_CONFIG], useFactory: (config: NodeConfig) => new ThisCollege(config.collegeCode) },
    CollegeRepository,
    CollegeService,
    CollegesAskedService,
    CollegeResolver,
  ],
  exports: [ThisCollege, CollegeService, CollegesAskedService],
})
export class CollegeModule {}
