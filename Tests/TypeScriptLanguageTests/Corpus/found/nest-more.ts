import { Injectable } from "@nestjs/common";
import { PrismaClient } from "@prisma/client"; // ! direct-connection
import { DataSource, Repository } from "typeorm";
import { Pool } from "pg"; // ! direct-connection
@Injectable()
export class PrismaService extends PrismaClient { // ! direct-connection, static-client
  async onModuleInit() { await this.$connect(); }
}
@Injectable()
export class Orders {
  private pool: Pool; // ! static-client
  constructor(private readonly source: DataSource) { // ! static-client
    this.pool = new Pool(); // ! direct-connection
  }
}
@Injectable()
export class Untyped {
  private admin;
  constructor(@Inject("SUPABASE_ADMIN_CLIENT") admin) { // ! static-client
    this.admin = admin;
  }
}
export const providers = [ // ! static-client
  { provide: Pool, useFactory: async () => { const pool = new Pool(); return pool; } }, // ! static-client, direct-connection
  { provide: "X", useClass: PrismaService }, // ! static-client
  { provide: "Y", useValue: new Pool() }, // ! static-client, direct-connection
];
export const adminProvider = {
  provide: TOKENS.SUPABASE_ADMIN_CLIENT, // ! static-client
  useFactory: make,
};
