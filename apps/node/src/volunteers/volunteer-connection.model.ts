import { ObjectType } from '@nestjs/graphql';

@ObjectType('VolunteerConnection')
export class VolunteerConnectionModel {}
