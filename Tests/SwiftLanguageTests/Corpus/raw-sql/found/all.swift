func plain() { client.query("select * from orders") } // ! raw-sql
func upper() { client.query("SELECT id, total FROM orders WHERE id = $1") } // ! raw-sql
func folded(table: String) { client.query("select id " + "from \(table)") } // ! raw-sql
func inserted() { client.execute("insert into orders (id) values ($1)") } // ! raw-sql
func updated() { client.execute("update orders set total = 1") } // ! raw-sql
func deleted() { client.execute("delete from orders") } // ! raw-sql
func joined() { client.query(["select", "*", "from", "orders"].joined(separator: " ")) } // ! raw-sql
func with() { client.query("with a as (select 1) select * from a") } // ! raw-sql
func created() { client.execute("create table if not exists orders (id uuid)") } // ! raw-sql
func constant() { client.query(statement) }
let statement = "select count(*) from orders o join clients c on c.id = o.client_id" // ! raw-sql
func truncated() { client.execute("truncate orders") } // ! raw-sql
func copied() { client.execute("copy orders from stdin") } // ! raw-sql
