import Catalog
import ConfigurationFile

/// What is generated for a contract: every name of its statement resolved.
struct ContractPlan {
  /// Where the contract is stated, for the first line of each file.
  let source: String
  /// The module of the control plane's repositories.
  let controlModule: String
  /// The module of the data plane's repositories.
  let dataModule: String
  let control: ControlPlan
  let data: DataPlan
  let outbox: OutboxPlan
  let fields: [FieldPlan]
  let events: [EventPlan]
  let checks: [CheckPlan]

  /// The columns of the copy, in the order of the fields.
  var columns: [TargetPlan] { fields.flatMap(\.columns) }
}

/// What is read of an account.
struct ControlPlan {
  let relation: Relation
  /// The account's key, a `uuid`.
  let key: String
  let version: String
  let cluster: String
  let deleted: String?
  let joins: [JoinPlan]
  let inputs: [InputPlan]
  let lists: [ListPlan]
}

/// A row that stands beside another, in SQL.
struct JoinPlan {
  let alias: String
  let relation: Relation
  /// `plan.plan_key = account.plan_key`.
  let condition: String
  /// Whether each row has one, by a foreign key from columns that are never NULL.
  let isRequired: Bool
}

/// Something that is read of an account.
struct InputPlan: Hashable {
  /// The property's name, not escaped.
  let name: String
  /// Where it stands: `plans.monthly_fee`.
  let origin: String
  /// The column as SQL: `plan.monthly_fee`.
  let sql: String
  /// The type of the property.
  let type: String
  /// The type of a value that is not NULL, without `Secret`.
  let baseType: String
  let isOptional: Bool
  let isSecret: Bool
  /// What the column is, in a sentence.
  let sentence: String
}

/// Rows that belong to an account.
struct ListPlan {
  /// The property's name, not escaped.
  let name: String
  /// The name of the type of an element: `Addon`.
  let elementType: String
  let alias: String
  let relation: Relation
  /// What binds the rows to the account, and what is asked of them besides.
  let conditions: [String]
  let joins: [JoinPlan]
  let columns: [InputPlan]
  /// The columns of the primary key, by which the rows are ordered.
  let order: [String]
}

/// Where the copy lives.
struct DataPlan {
  let relation: Relation
  /// The tenant's key, such as `id`.
  let key: String
  /// The column that names the account.
  let account: String
  let version: String
}

/// Where a change is announced.
struct OutboxPlan {
  let relation: Relation
  let key: String
  let account: String
  let event: String
  let version: String
  let payload: String
  let status: String
  let open: [String]
}

/// A field of the contract.
struct FieldPlan {
  let name: String
  /// The name as a case, not escaped.
  let caseName: String
  /// The name as a type.
  let typeName: String
  let arguments: [ArgumentPlan]
  let columns: [TargetPlan]
  /// The method that makes the values; nil where they are copied.
  let transform: String?
  let sensitivity: Contract.Sensitivity
  let note: String?

  var isSecret: Bool { sensitivity == .secret }
}

/// What a field is made of: something that is read of the account, or a list.
struct ArgumentPlan: Hashable {
  let name: String
  let type: String
  /// Where it stands, for documentation.
  let origin: String
  let isSecret: Bool
}

/// A column of the copy.
struct TargetPlan: Hashable {
  let column: Column
  /// The name as a property and a case, not escaped.
  let name: String
  /// The type of the property.
  let type: String
  /// The type of a value that is not NULL, without `Secret`.
  let baseType: String
  let isSecret: Bool
  let labels: [String]?
  let form: CanonicalForm
  /// What the column is, in a sentence.
  let sentence: String

  /// The column as SQL.
  var sql: String { quotedIdentifier(column.name) }
}

/// What is announced of an account.
struct EventPlan {
  let name: String
  let caseName: String
  let typeName: String
  let fields: [FieldPlan]
}

/// The accounts for which it is drift that they have no row.
struct MissingPlan {
  /// What must hold of the account, in Swift.
  let conditions: [String]
  /// The same in SQL.
  let sql: [String]
}

/// A kind of drift.
struct CheckPlan {
  let name: String
  let caseName: String
  let drift: String
  let severity: Contract.Severity
  let repair: Contract.Repair
  /// The accounts for which it is drift that they have no row; nil where differences are meant.
  let missing: MissingPlan?
  /// The fields that are looked at; nil for any.
  let fields: [FieldPlan]?
  /// What must hold, in Swift.
  let conditions: [String]

  /// Whether every difference that reaches the check belongs to it.
  var takesAll: Bool { missing == nil && fields == nil && conditions.isEmpty }
}
