let made = makeDatabase() // ! static-client
let opaque = makeOpaque() // ! static-client
let aliased: Database? = nil // ! static-client
enum Shared { static let holder = Holder(database: makeDatabase()) } // ! static-client
enum Typed { static var holder: Holder? } // ! static-client
func argument() { takeDatabase(.shared) } // ! static-client
func member() { use(Database.shared) } // ! static-client
let querying: (any Querying)? = nil // ! static-client
