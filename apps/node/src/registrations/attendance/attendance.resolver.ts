import { Args, Context, ID, Int, Mutation, Resolver } from '@nestjs/graphql';
import type { Actor } from '#identity/actor.js';
import { RegistrationModel } from '../registration.model.js';
import { AttendanceResult } from './attendance.errors.js';
import { AttendanceInput } from './attendance.inputs.js';
import { AttendanceService } from './attendance.service.js';

@Resolver(() => RegistrationModel)
export class AttendanceResolver {
  constructor(private readonly attendance: AttendanceService) {}

  @Mutation(() => AttendanceResult, { nullable: true, description: 'By the host’s curators and mentors, once for each registration. Signs the credit.' })
  recordAttendance(@Context('actor') actor: Actor | null, @Args('input') input: AttendanceInput) {
    return this.attendance.record(actor, input);
  }

  @Mutation(() => AttendanceResult, {
    nullable: true,
    description: 'By the host’s curators: revokes the credit that was signed, and signs another instead. 0 minutes revokes alone.',
  })
  correctMinutes(
    @Context('actor') actor: Actor | null,
    @Args('registrationId', { type: () => ID }) registrationId: string,
    @Args('minutes', { type: () => Int }) minutes: number,
    @Args('reason') reason: string,
  ) {
    return this.attendance.correct(actor, registrationId, minutes, reason);
  }
}
