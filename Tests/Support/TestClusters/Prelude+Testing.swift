package import Demarc
package import PostgresDriver

extension Prelude {
  /// Sets the tenant and checks nothing: what raw SQL can do.
  package static func forging(_ tenant: TenantID) -> Prelude {
    Prelude(
      Statement(
        "select set_config('demarc.tenant', $1, true)",
        Parameters(tenant.description),
        access: .read
      )
    ) { _ in }
  }
}
