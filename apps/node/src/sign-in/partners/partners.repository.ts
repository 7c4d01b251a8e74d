import { Injectable } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import { PartnerClientEntity } from './partner-client.entity.js';

@Injectable()
export class PartnersRepository {
  constructor(private readonly database: DataSource) {}

  /** One that was disabled does not count. */
  byId(id: string): Promise<PartnerClientEntity | null> {
    return this.database.manager.findOneBy(PartnerClientEntity, { id, disabledAt: IsNull() });
  }

  async add(client: PartnerClientEntity): Promise<void> {
    await this.database.manager.insert(PartnerClientEntity, client);
  }

  hasName(name: string): Promise<boolean> {
    return this.database.manager.existsBy(PartnerClientEntity, { name });
  }

  /** @returns whether there was one to shut */
  async disable(name: string): Promise<boolean> {
    const { affected } = await this.database.manager.update(PartnerClientEntity, { name, disabledAt: IsNull() }, { disabledAt: new Date() });
    return affected === 1;
  }
}
