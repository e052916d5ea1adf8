import AdminData
import Demarc
import Foundation
import PostgresDriver
import TestClusters
import TestServers
import Testing

struct ProvisioningJobTests {
  private let account = TestStore.farma.account.rawValue

  @Test func `a job with the same dedupe key is enqueued once`() async throws {
    try await TestClusters.withClusters { clusters in
      let functions = Functions(clusters.admin)
      let first = try #require(
        try await functions.enqueueProvisioningJob(
          accountID: account,
          jobType: "SYNC_ENTITLEMENTS",
          dedupeKey: "farma/1",
          payload: JSON(text: #"{"n": 1}"#)
        )
      )
      let second = try await functions.enqueueProvisioningJob(
        accountID: account,
        jobType: "SYNC_ENTITLEMENTS",
        dedupeKey: "farma/1",
        payload: JSON(text: #"{"n": 2}"#)
      )
      #expect(second == first)
      #expect(try await ProvisioningJobRepository(clusters.admin).count() == 1)
    }
  }

  @Test func `one key does not stand for two jobs`() async throws {
    try await TestClusters.withClusters { clusters in
      let functions = Functions(clusters.admin)
      _ = try await functions.enqueueProvisioningJob(
        accountID: account,
        jobType: "SYNC_ENTITLEMENTS",
        dedupeKey: "key"
      )
      for (owner, type) in [
        (account, "SEED_TEMPLATE"), (TestStore.vinos.account.rawValue, "SYNC_ENTITLEMENTS"),
      ] {
        let error = await #expect(throws: PostgresError.self) {
          _ = try await functions.enqueueProvisioningJob(
            accountID: owner,
            jobType: type,
            dedupeKey: "key"
          )
        }
        #expect(error?.sqlState == .uniqueViolation)
        #expect(error?.constraint == "provisioning_jobs_dedupe_key_key")
      }
    }
  }

  @Test(arguments: [
    ("PROVISION_CLIENT", "is retired", "Use PROVISION_CLIENT_FROM_ONBOARDING."),
    ("DROP_EVERYTHING", "there is no job type 'DROP_EVERYTHING'", "The job types are"),
  ])
  func `a job type that is not allowed is refused with what is`(
    type: String,
    cause: String,
    hint: String
  ) async throws {
    try await TestClusters.withClusters { clusters in
      let error = await #expect(throws: PostgresError.self) {
        _ = try await Functions(clusters.admin).enqueueProvisioningJob(
          accountID: account,
          jobType: type,
          dedupeKey: "key"
        )
      }
      #expect(error?.description.contains(cause) == true)
      #expect(error?.description.contains(hint) == true)
      let jobs = try await ProvisioningJobRepository(clusters.admin).count()
      #expect(jobs == 0)
    }
  }

  @Test func `workers that claim at the same time get disjoint jobs`() async throws {
    try await TestClusters.withClusters { clusters in
      let functions = Functions(clusters.admin)
      for number in 0..<40 {
        _ = try await functions.enqueueProvisioningJob(
          accountID: account,
          jobType: "SYNC_ENTITLEMENTS",
          dedupeKey: "\(number)"
        )
      }
      let claims = try await withThrowingTaskGroup(of: [ProvisioningJob].self) { group in
        for worker in 0..<8 {
          group.addTask {
            // Each in a transaction of its own, so that they overlap on different connections.
            try await clusters.admin.transaction { admin in
              try await Functions(admin).claimProvisioningJobs(worker: "worker \(worker)", limit: 5)
            }
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      let jobs = claims.flatMap { $0 }
      #expect(jobs.count == 40)
      #expect(Set(jobs.map(\.id)).count == 40)
      for claim in claims { #expect(Set(claim.map(\.lockedBy)).count == 1) }
      #expect(try await functions.claimProvisioningJobs(worker: "late", limit: 5) == [])
    }
  }

  @Test func `a job whose lease has expired goes to the next worker`() async throws {
    try await TestClusters.withClusters { clusters in
      let functions = Functions(clusters.admin)
      _ = try await functions.enqueueProvisioningJob(
        accountID: account,
        jobType: "SYNC_ENTITLEMENTS",
        dedupeKey: "key"
      )
      let lost = try await functions.claimProvisioningJobs(
        worker: "lost",
        limit: 1,
        lease: Interval(microseconds: 1)
      )
      let next = try await functions.claimProvisioningJobs(worker: "next", limit: 1)
      #expect(lost.map(\.id) == next.map(\.id))
      #expect(lost.map(\.attempts) == [1])
      #expect(next.map(\.attempts) == [2])
      #expect(next.map(\.lockedBy) == ["next"])
    }
  }
}
