-- What a store sells, as its pages and its owner look at it.

-- name: searchProducts :many
-- The products on sale whose name holds a text, the featured ones first.
--
-- Every filter is left out unless it is given.
select p.*
from products p
where p.client_id = :tenant
  and p.is_active
  --? and p.name ilike '%' || :text || '%'
  --? and p.price between :lowest and :highest
  --? and exists (
  --?   select from product_categories pc
  --?   where pc.client_id = :tenant and pc.product_id = p.id and pc.category_id = :category)
order by p.is_featured desc, p.position, p.id
limit :limit;

-- name: topProducts :many
-- The products that sold most since a moment, with what they brought in.
select p.id, p.name, sum(i.quantity) as sold, sum(i.total) as revenue
from order_items i
join orders o on o.client_id = i.client_id and o.id = i.order_id
join products p on p.client_id = i.client_id and p.id = i.product_id
where i.client_id = :tenant
  and o.payment_status = 'approved'
  and o.created_at >= :since
group by p.id, p.name
order by sold desc, p.id
limit :limit;

-- name: categoryTree :many
-- Every category with its depth below the root, parents before their children.
with recursive tree as (
  select c.client_id, c.id, c.parent_id, c.name, 0 as depth
  from categories c
  where c.client_id = :tenant and c.parent_id is null
  union all
  select c.client_id, c.id, c.parent_id, c.name, t.depth + 1
  from categories c
  join tree t on t.client_id = c.client_id and t.id = c.parent_id
)
select id, parent_id, name, depth
from tree
order by depth, name, id;

-- name: soldOutCount :one
-- How many products have run out of stock.
select count(*) from products where client_id = :tenant and tracks_stock and stock <= 0;

-- name: reprice :exec
-- Changes the price of the products of a category by a factor.
update products p
set price = round(p.price * :factor, 2), original_price = p.price
from product_categories pc
where p.client_id = :tenant
  and pc.client_id = p.client_id
  and pc.product_id = p.id
  and pc.category_id = :category;
