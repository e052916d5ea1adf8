import BackendData
import Demarc

// What all tenants share, no tenant changes.
func writeToGlobalTable(_ fees: MpFeeTableRepository, _ row: MpFeeTable) async throws {
  #if VIOLATION
    _ = try await fees.delete(row.id)  // error: value of type 'MpFeeTableRepository' has no member 'delete'
  #else
    _ = try await fees.find(row.id)
  #endif
}
