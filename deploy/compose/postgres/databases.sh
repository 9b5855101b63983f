#!/bin/sh
# Runs once, in the container, when the data folder is new: a database and a user for each service, which no other user may
# connect to.
set -eu

create() {
  PASSWORD=$2 psql --no-psqlrc --quiet --username "$POSTGRES_USER" --dbname postgres -v ON_ERROR_STOP=1 -v name="$1" <<'SQL'
\getenv password PASSWORD
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE CONNECT ON DATABASE :"name" FROM PUBLIC;
SQL
}

create drafts "$DRAFTS_DATABASE_PASSWORD"
create approvals "$APPROVALS_DATABASE_PASSWORD"
create scheduling "$SCHEDULING_DATABASE_PASSWORD"
create analytics "$ANALYTICS_DATABASE_PASSWORD"
