-- Whom a clinic treats, when, and what was done. Every key begins with the clinic.

create type postal_address as (street text, city text, postcode text);

create table patients (
  clinic_id  uuid not null references clinics,
  id         uuid not null default gen_random_uuid(),
  name       text not null,
  born_on    date not null,
  email      text,
  address    postal_address,
  created_at timestamptz not null default now(),
  primary key (clinic_id, id),
  constraint patients_email_key unique (clinic_id, email)
);
comment on table patients is 'Whom a clinic treats.';
create index on patients (clinic_id, name);
select demarc.isolate('patients', 'clinic_id');

create type appointment_state as enum ('booked', 'done', 'cancelled');

create table appointments (
  clinic_id  uuid not null references clinics,
  id         uuid not null default gen_random_uuid(),
  patient_id uuid not null,
  room       smallint not null,
  during     tstzrange not null check (not isempty(during)),
  state      appointment_state not null default 'booked',
  primary key (clinic_id, id),
  foreign key (clinic_id, patient_id) references patients (clinic_id, id),
  constraint appointments_room_is_free exclude using gist
    (clinic_id with =, room with =, during with &&) where (state <> 'cancelled')
);
comment on constraint appointments_room_is_free on appointments is
  'No two appointments take the same room at the same time.';
comment on table appointments is 'When a patient comes, and to which room.';
create index on appointments (clinic_id, patient_id);
select demarc.isolate('appointments', 'clinic_id');

create domain price as numeric(10, 2) check (value >= 0);

create table treatments (
  clinic_id      uuid  not null references clinics,
  id             uuid  not null default gen_random_uuid(),
  appointment_id uuid  not null,
  procedure      text  not null references procedures,
  price          price not null,
  primary key (clinic_id, id),
  foreign key (clinic_id, appointment_id) references appointments (clinic_id, id)
);
comment on table treatments is 'What was done at an appointment.';
create index on treatments (clinic_id, appointment_id);
create index on treatments (procedure);
select demarc.isolate('treatments', 'clinic_id');

create view patient_balances with (security_invoker = true) as
select p.clinic_id, p.id as patient_id, p.name, coalesce(sum(t.price), 0) as charged
from patients p
left join appointments a on a.clinic_id = p.clinic_id and a.patient_id = p.id
left join treatments t on t.clinic_id = a.clinic_id and t.appointment_id = a.id
group by p.clinic_id, p.id, p.name;
comment on view patient_balances is 'What each patient was charged in all.';
select demarc.share('patient_balances');
