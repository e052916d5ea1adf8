func send() { client.query(orders) }
func prose() { print("select one of the files", "delete from the list", "Update the set", "insert into the slot", "select a file from the menu", "with love as ever") }
func other() { print("create the table", "drop it", "copy the file to there", "update", "select", "grant access to all") }
func errors() { throw Failure("Update your settings = now", "select what to take from here, then go on") }
func health() { client.query("select 1") }
func called() { print("call PQconnectdb(%s)", "Select all from here on, please") }
