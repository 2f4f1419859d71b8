-- Two ways to add a column.
ALTER TABLE shop.orders ADD COLUMN "note" text NOT NULL DEFAULT 'it''s', DROP COLUMN old;
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_by_day ON orders (day); /* and /* in */ it */
DO $body$ BEGIN EXECUTE 'DROP TABLE x'; END $body$;
TRUNCATE a, b; DROP TABLE IF EXISTS c CASCADE;
