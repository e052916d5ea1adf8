import AdminData
import BackendData
import Demarc

// The planes have tables of the same names; their rows are not the same.
func rowOfAnotherPlane(
  _ coupons: BackendData.CouponRepository,
  _ admin: AdminData.Coupon,
  _ backend: BackendData.Coupon
) async throws {
  #if VIOLATION
    _ = try await coupons.find(admin.id)  // error: cannot convert value of type 'AdminData.Coupon.ID'
  #else
    _ = try await coupons.find(backend.id)
  #endif
}
