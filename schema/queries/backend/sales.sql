-- Carts, orders, and what they bring in.

-- name: cart :many
-- What lies in a person's cart, with the products as they are now.
select c.id, c.product_id, p.name, p.price, c.quantity, p.price * c.quantity as total
from cart_items c
join products p using (client_id)
where c.client_id = :tenant and c.product_id = p.id and c.user_id = :user
order by c.created_at, c.id;

-- name: salesPerDay :many
-- What a store sold on each day of a time, in the store's own time zone; days without a sale are left out.
select
  date_trunc('day', o.paid_at at time zone coalesce(c.timezone, 'UTC'))::date as day,
  o.currency,
  count(*) as orders,
  sum(o.total) as total
from orders o
join clients c on c.id = o.client_id
where o.client_id = :tenant and o.paid_at >= :from and o.paid_at < :to
group by 1, 2
order by 1, 2;

-- name: lastOrder :optional
-- The last order of a person.
select * from orders
where client_id = :tenant and user_id = :user
order by created_at desc, id
limit 1;

-- name: ordersWithBuyers :stream
-- All orders since a moment, each with the account of its buyer where there still is one.
select o.id, o.order_number, o.status, o.total, u.id as user_id, u.email
from orders o
left join users u on u.client_id = o.client_id and u.id = o.user_id
where o.client_id = :tenant and o.created_at >= :since
order by o.created_at, o.id;

-- name: cancelOrders :many
-- Cancels orders that wait for their payment, and returns the numbers of those that did.
update orders
set status = 'cancelled', cancelled_at = now(), cancel_reason = :reason?
where client_id = :tenant and id = any(:orders) and status = 'pending'
returning order_number;

-- name: addToCart :one
-- Puts a product into a person's cart, or adds to what lies there already.
insert into cart_items as c
  (client_id, user_id, product_id, quantity, selected_options, options_key)
values (:tenant, :user, :product, :quantity, :options, :optionsKey)
on conflict (client_id, user_id, product_id, options_key)
do update set quantity = c.quantity + excluded.quantity
returning *;
