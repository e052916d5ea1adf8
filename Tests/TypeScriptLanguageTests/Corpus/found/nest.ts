import { Inject, Injectable, Module, Global } from "@nestjs/common";
import { createClient, SupabaseClient } from "@supabase/supabase-js"; // ! direct-connection
import { TypeOrmModule } from "@nestjs/typeorm"; // ! direct-connection
export const TOKEN = "SUPABASE_ADMIN_CLIENT"; // ! static-client
export const folded = "SUPABASE_" + "ADMIN_CLIENT"; // ! static-client
@Injectable()
export class Orders {
  constructor(@Inject("SUPABASE_ADMIN_CLIENT") private readonly admin: SupabaseClient) {} // ! static-client
  private readonly own = createClient(url, key); // ! static-client, direct-connection
}
@Global()
@Module({
  imports: [TypeOrmModule.forRoot({ type: "postgres" })], // ! static-client, direct-connection
  providers: [
    {
      provide: "DB",
      useFactory: () => createClient(url, key), // ! static-client, direct-connection
    },
    {
      provide: SUPABASE_ADMIN_CLIENT, // ! static-client
      useValue: 1,
    },
  ],
})
export class DataModule {}
@Injectable()
export class Prisma extends PrismaClientBase {}
