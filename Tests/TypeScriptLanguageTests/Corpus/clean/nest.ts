import { Inject, Injectable, Module, Scope } from "@nestjs/common";
import { REQUEST } from "@nestjs/core";
import type { SupabaseClient } from "@supabase/supabase-js";
import { createClient } from "@supabase/supabase-js";
@Injectable({ scope: Scope.REQUEST })
export class Orders {
  private readonly client: SupabaseClient;
  constructor(@Inject(REQUEST) private readonly request: TenantRequest) {
    this.client = createClient(request.tenant.url, request.tenant.key);
  }
}
@Injectable()
export class Router {
  constructor(private readonly registry: Registry) {}
  async contextFor(slug: string) { return this.registry.context(slug); }
  clientFor(context: TenantContext) { return createClient(context.url, context.key); }
}
@Module({
  providers: [
    { provide: "TENANT_CLIENT", scope: Scope.REQUEST, inject: [REQUEST], useFactory: (request: TenantRequest) => createClient(request.url, request.key) },
    { provide: "SETTINGS", useValue: { retries: 3 } },
  ],
})
export class DataModule {}
