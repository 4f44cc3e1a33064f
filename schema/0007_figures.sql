-- Why: figures of 400,000 settled cases have to answer in milliseconds. What a figure counts by is written onto the case when
-- it is settled, and sums are kept beside the cases in the transaction that settles them. Triggers do it, not the workflow: no
-- writer can forget them, and a reviewer's request needs no right on the sums. A settlement that changes (a dispute, a panel)
-- is subtracted as it was and added as it is.
--
-- Every sum stands three times: by month, quarter and year, so that two years are read as two rows and not as 24.

alter table qa.qa_case
    add column scanner text not null default '',
    add column main_reason text not null default '',        -- the strictest of its reasons
    add column is_flagged boolean not null default false,   -- the measurement contradicted the report
    add column stated_percent qa.percent,
    add column measured_percent qa.percent,
    add column measured_grade qa.grade,
    add column radpeer text check (radpeer in ('1', '2a', '2b', '3a', '3b')),
    add column technical_remarks text[] not null default '{}',
    add column was_alerted boolean not null default false;
create index on qa.qa_case (facility, settled_at) where settled_at is not null;
create index on qa.qa_case (facility, scanner, settled_at) where settled_at is not null;
create index on qa.qa_case (reported_grade, settled_grade, settled_at) where settled_at is not null;
create index open_cases on qa.qa_case (state, opened_at) where settled_at is null;
create index disputed_cases on qa.qa_case (facility) where state in ('disputed', 'panel');
create index remarked_cases on qa.qa_case (settled_at desc) where technical_remarks <> '{}';
create index open_assignments on qa.assignment (due_at) where state in ('waiting', 'held', 'blindLocked');
create index finished_double_reads on qa.assignment (finished_at) include (due_at) where kind = 'doubleRead' and state = 'done';
create index finished_assignments on qa.assignment (finished_at) where state = 'done';
create index on qa.feedback (answer_until);
create index on qa.quantification (measured_at);
create index unmatched_reports on qa.report (created_at) where study_id is null;

-- One sum of settled cases. level 'reporter': subject is the reporter's id, within the facility; 'scanner': its name, within
-- the facility; 'facility': subject is empty; 'all': one of eight parts, so that settlements need not wait for one row. A rate is weighted by the inverse of the design's probability; band groups
-- weights within a factor of two (0: every report was picked), so that an interval can be made per group.
create table qa.figure_sum (
    level       text not null check (level in ('reporter', 'facility', 'scanner', 'all')),
    facility    text not null,
    subject     text not null,
    span        text not null check (span in ('month', 'quarter', 'year')),
    starts      date not null,
    design      text not null check (design in ('doubleRead', 'peerReview')),
    reason      text not null,
    band        smallint not null,
    n           integer not null,             -- in rates; a case on request alone or under dispute is in none
    weight      double precision not null,
    weight2     double precision not null,    -- sum of squared weights
    significant   integer not null,
    significant_w  double precision not null,
    significant_w2 double precision not null,
    insignificant   integer not null,
    insignificant_w  double precision not null,
    insignificant_w2 double precision not null,
    confusion   integer[] not null,           -- 25 cells, reported row by row, columns settled
    confusion_w double precision[] not null,
    measured    integer[] not null,           -- the same with the measured grade in place of the reported one
    radpeer     integer[] not null,           -- 1, 2a, 2b, 3a, 3b
    technical   integer[] not null,           -- coverage, motion, protocol, labelling
    technical_any integer not null,
    pairs       integer not null,             -- stated minus measured involvement, in points
    difference  double precision not null,
    difference2 double precision not null,
    great_calls integer not null,
    alerts      integer not null,
    flagged     integer not null,
    flag_upheld integer not null,
    disputes    integer not null,
    disputes_open integer not null,
    disputes_overturned integer not null,
    primary key (level, facility, subject, span, starts, design, reason, band)
) with (fillfactor = 80);
create index figures_of_all on qa.figure_sum (level, span, starts, design);
create index figures_of_subject on qa.figure_sum (level, subject, span, starts);

-- Reports as they arrived, whether anybody looked at them again or not. turnaround counts minutes from the images to the first
-- signature, in buckets of qa.bucket_of; hours are those of the first signature, UTC.
create table qa.report_sum (
    reporter   uuid not null,
    facility   text not null,
    scanner    text not null,
    span       text not null check (span in ('month', 'quarter', 'year')),
    starts     date not null,
    reports    integer not null,
    cases      integer not null,
    grades     integer[] not null,
    hours      integer[] not null,
    turnaround integer[] not null,
    primary key (reporter, facility, scanner, span, starts)
) with (fillfactor = 80);
create index report_sums_by_facility on qa.report_sum (facility, span, starts);
create index report_sums_by_span on qa.report_sum (span, starts);

-- What a reviewer answered in settled cases. answers: 25 cells, the reviewer's grade row by row, columns settled.
create table qa.reviewer_sum (
    reviewer   uuid not null,
    kind       text not null check (kind in ('doubleRead', 'peerReview', 'arbitration')),
    span       text not null check (span in ('month', 'quarter', 'year')),
    starts     date not null,
    answers_n  integer not null,
    minutes    integer[] not null,       -- buckets of qa.bucket_of
    answers    integer[] not null,
    arbitrated integer[] not null,       -- the same, of the cases that an arbiter settled
    radpeer    integer[] not null,
    primary key (reviewer, kind, span, starts)
) with (fillfactor = 80);
create index reviewer_sums_by_span on qa.reviewer_sum (span, starts);

create table qa.scanner_day (
    facility text not null,
    scanner  text not null,
    day      date not null,
    studies  integer not null,
    primary key (facility, scanner, day)
) with (fillfactor = 80);
create index on qa.scanner_day (day);

-- What the nightly rebuild found: rows that differed from the cases are a fault, and `overread doctor` says so.
create table qa.figure_rebuild (
    rebuilt_at timestamptz primary key default clock_timestamp(),
    sums       bigint not null,
    differing  bigint not null,
    seconds    double precision not null
);

-- Four buckets an octave from half a minute on; the last one takes the rest.
create function qa.bucket_of(minutes double precision) returns integer language sql immutable parallel safe as $$
    select least(59, greatest(0, floor(4 * log(2, greatest(minutes, 0.5)::numeric / 0.5))::integer)) + 1
$$;

-- Cell of a 5 x 5 table, from 1; null where a grade is missing.
create function qa.cell_of(row_grade text, column_grade text) returns integer language sql immutable parallel safe as $$
    select 5 * right(row_grade, 1)::integer + right(column_grade, 1)::integer + 1
$$;

create function qa.span_start(span text, moment timestamptz) returns date language sql immutable parallel safe as $$
    select date_trunc(span, moment at time zone 'UTC')::date
$$;

create function qa.plus(a integer[], b integer[]) returns integer[] language plpgsql immutable parallel safe as $$
begin
    for i in 1 .. coalesce(array_length(a, 1), 0) loop
        if b[i] <> 0 then a[i] := a[i] + b[i]; end if;
    end loop;
    return a;
end
$$;
create function qa.plus(a double precision[], b double precision[]) returns double precision[] language plpgsql immutable parallel safe as $$
begin
    for i in 1 .. coalesce(array_length(a, 1), 0) loop
        if b[i] <> 0 then a[i] := a[i] + b[i]; end if;
    end loop;
    return a;
end
$$;

-- tally(size, cell, amount): an array of that size with the amounts summed by cell; a null cell counts nowhere.
create function qa.tally_step(state double precision[], size integer, cell integer, amount double precision)
returns double precision[] language plpgsql immutable parallel safe as $$
begin
    if state is null then state := array_fill(0::double precision, array[size]); end if;
    if cell is not null and amount <> 0 then state[cell] := state[cell] + amount; end if;
    return state;
end
$$;
create aggregate qa.tally(integer, integer, double precision) (
    sfunc = qa.tally_step, stype = double precision[], parallel = safe
);

-- Adds the settled cases among these to the sums, or with sign -1 takes them out. The one place that says what counts where:
-- the settlement and the rebuild both come through here.
create function qa.add_case_figures(cases qa.qa_case[], sign integer) returns void
language sql security definer set search_path = pg_catalog, pg_temp set jit = off as $$
    insert into qa.figure_sum as kept
    select level.name, level.facility, level.subject, span.name, qa.span_start(span.name, c.settled_at), c.first_task,
           c.main_reason, f.band,
           sum(sign * f.counts), sum(sign * f.w), sum(sign * f.w * f.w),
           sum(sign * f.counts * (c.outcome = 'significantDiscrepancy')::integer),
           sum(sign * f.w * (c.outcome = 'significantDiscrepancy')::integer),
           sum(sign * f.w * f.w * (c.outcome = 'significantDiscrepancy')::integer),
           sum(sign * f.counts * (c.outcome = 'insignificantDiscrepancy')::integer),
           sum(sign * f.w * (c.outcome = 'insignificantDiscrepancy')::integer),
           sum(sign * f.w * f.w * (c.outcome = 'insignificantDiscrepancy')::integer),
           qa.tally(25, f.cell, sign * f.counts)::integer[], qa.tally(25, f.cell, sign * f.w),
           qa.tally(25, qa.cell_of(c.measured_grade, c.settled_grade), sign * f.counts)::integer[],
           qa.tally(5, array_position(array['1', '2a', '2b', '3a', '3b'], c.radpeer), sign * f.counts)::integer[],
           array[sum(sign * f.counts * ('coverage' = any (c.technical_remarks))::integer),
                 sum(sign * f.counts * ('motion' = any (c.technical_remarks))::integer),
                 sum(sign * f.counts * ('protocol' = any (c.technical_remarks))::integer),
                 sum(sign * f.counts * ('labelling' = any (c.technical_remarks))::integer)],
           sum(sign * f.counts * (c.technical_remarks <> '{}')::integer),
           sum(sign * f.counts * (f.apart is not null)::integer),
           sum(sign * f.counts * coalesce(f.apart, 0)), sum(sign * f.counts * coalesce(f.apart * f.apart, 0)),
           sum(sign * c.great_call::integer), sum(sign * c.was_alerted::integer),
           sum(sign * f.counts * c.is_flagged::integer),
           sum(sign * f.counts * (c.is_flagged and c.outcome <> 'concordant')::integer),
           sum(sign * (c.state in ('disputed', 'panel', 'upheld', 'overturned'))::integer),
           sum(sign * (c.state in ('disputed', 'panel'))::integer), sum(sign * (c.state = 'overturned')::integer)
    from unnest(cases) c
    cross join lateral (
        -- Under dispute a case counts in nothing until the panel has decided.
        select case when c.design_probability is null or c.state in ('disputed', 'panel') then 0 else 1 end as counts
    ) used
    cross join lateral (
        select used.counts, used.counts / coalesce(c.design_probability, 1) as w,
               case when c.design_probability is null then -1 when c.design_probability = 1 then 0
                    else 1 + floor(-log(2, c.design_probability::numeric)) end::smallint as band,
               qa.cell_of(c.reported_grade, c.settled_grade) as cell, c.stated_percent - c.measured_percent as apart
    ) f
    cross join lateral (values ('reporter', c.facility, c.reporter::text), ('facility', c.facility, ''), ('scanner', c.facility, c.scanner),
                               ('all', '', (hashtext(c.id::text) & 7)::text)) level (name, facility, subject)
    cross join (values ('month'), ('quarter'), ('year')) span (name)
    where c.settled_at is not null and c.first_task in ('doubleRead', 'peerReview')
    group by 1, 2, 3, 4, 5, 6, 7, 8
    order by 1, 2, 3, 4, 5, 6, 7, 8   -- every writer locks in this order
    on conflict (level, facility, subject, span, starts, design, reason, band) do update set
        n = kept.n + excluded.n, weight = kept.weight + excluded.weight, weight2 = kept.weight2 + excluded.weight2,
        significant = kept.significant + excluded.significant,
        significant_w = kept.significant_w + excluded.significant_w,
        significant_w2 = kept.significant_w2 + excluded.significant_w2,
        insignificant = kept.insignificant + excluded.insignificant,
        insignificant_w = kept.insignificant_w + excluded.insignificant_w,
        insignificant_w2 = kept.insignificant_w2 + excluded.insignificant_w2,
        confusion = qa.plus(kept.confusion, excluded.confusion), confusion_w = qa.plus(kept.confusion_w, excluded.confusion_w),
        measured = qa.plus(kept.measured, excluded.measured), radpeer = qa.plus(kept.radpeer, excluded.radpeer),
        technical = qa.plus(kept.technical, excluded.technical), technical_any = kept.technical_any + excluded.technical_any,
        pairs = kept.pairs + excluded.pairs, difference = kept.difference + excluded.difference,
        difference2 = kept.difference2 + excluded.difference2, great_calls = kept.great_calls + excluded.great_calls,
        alerts = kept.alerts + excluded.alerts, flagged = kept.flagged + excluded.flagged,
        flag_upheld = kept.flag_upheld + excluded.flag_upheld, disputes = kept.disputes + excluded.disputes,
        disputes_open = kept.disputes_open + excluded.disputes_open,
        disputes_overturned = kept.disputes_overturned + excluded.disputes_overturned;

    insert into qa.reviewer_sum as kept
    select a.reviewer, a.kind, span.name, qa.span_start(span.name, c.settled_at), sum(sign),
           qa.tally(60, qa.bucket_of(a.minutes), sign)::integer[],
           qa.tally(25, qa.cell_of(a.grade, c.settled_grade), sign)::integer[],
           qa.tally(25, case when a.kind = 'doubleRead' and exists (select from qa.settlement s where s.case_id = c.id)
                             then qa.cell_of(a.grade, c.settled_grade) end, sign)::integer[],
           qa.tally(5, array_position(array['1', '2a', '2b', '3a', '3b'], a.radpeer), sign)::integer[]
    from unnest(cases) c
    cross join lateral (
        select r.reader as reviewer, r.kind, r.grade::text as grade, null as radpeer, r.minutes
        from qa.read r where r.case_id = c.id
        union all
        select w.reviewer, 'peerReview', null, w.score || case w.significance when 'unlikely' then 'a' when 'likely' then 'b' else '' end,
               w.minutes
        from qa.review w where w.case_id = c.id
    ) a
    cross join (values ('month'), ('quarter'), ('year')) span (name)
    where c.settled_at is not null and c.state not in ('disputed', 'panel')
    group by 1, 2, 3, 4
    order by 1, 2, 3, 4
    on conflict (reviewer, kind, span, starts) do update set
        answers_n = kept.answers_n + excluded.answers_n, minutes = qa.plus(kept.minutes, excluded.minutes),
        answers = qa.plus(kept.answers, excluded.answers), arbitrated = qa.plus(kept.arbitrated, excluded.arbitrated),
        radpeer = qa.plus(kept.radpeer, excluded.radpeer);
$$;

-- Fills in what the figures count by, before the settled row is written.
create function qa.fill_figure_columns() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    select coalesce(s.scanner, ''), v.involvement_total, q.involvement_total, q.grade
    into new.scanner, new.stated_percent, new.measured_percent, new.measured_grade
    from qa.report_version v
    left join qa.study s on s.id = new.study_id
    left join qa.quantification q on q.study_id = s.id and q.status = 'measured'
    where v.report_id = new.report_id and v.version = new.report_version;
    select coalesce((array_agg(s.reason order by array_position(array['mandatory', 'automatedDiscrepancy', 'rapidProgression',
               'routingConflict', 'newReporter', 'measureFollowUp', 'random', 'calibration', 'request'], s.reason)))[1], ''),
           coalesce(bool_or(s.reason = 'automatedDiscrepancy'), false)
    into new.main_reason, new.is_flagged
    from qa.selection s where s.case_id = new.id and s.selected;
    select r.score || case r.significance when 'unlikely' then 'a' when 'likely' then 'b' else '' end, r.technical_remarks
    into new.radpeer, new.technical_remarks
    from qa.review r where r.case_id = new.id order by r.locked_at desc limit 1;
    new.technical_remarks := coalesce(new.technical_remarks, '{}');
    return new;
end
$$;
create trigger fill_figure_columns before update on qa.qa_case for each row
    when (new.settled_at is not null and (old.settled_at is null or new.report_version <> old.report_version
                                          or new.study_id is distinct from old.study_id))
    execute function qa.fill_figure_columns();

create function qa.keep_case_figures() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op = 'UPDATE' and old.settled_at is not null then perform qa.add_case_figures(array[old], -1); end if;
    if new.settled_at is not null then perform qa.add_case_figures(array[new], 1); end if;
    return null;
end
$$;
-- A case that only goes on its way (closed, feedback sent, acknowledged) changes no figure.
create trigger keep_figures after update on qa.qa_case for each row
    when (new.settled_at is distinct from old.settled_at
          or new.settled_at is not null
             and (new.outcome, new.settled_grade, new.reported_grade, new.facility, new.scanner, new.reporter, new.first_task,
                  new.main_reason, new.great_call, new.was_alerted, new.is_flagged, new.technical_remarks,
                  new.state in ('disputed', 'panel'), new.state in ('upheld', 'overturned'), new.state = 'overturned')
                 is distinct from
                 (old.outcome, old.settled_grade, old.reported_grade, old.facility, old.scanner, old.reporter, old.first_task,
                  old.main_reason, old.great_call, old.was_alerted, old.is_flagged, old.technical_remarks,
                  old.state in ('disputed', 'panel'), old.state in ('upheld', 'overturned'), old.state = 'overturned')
          or new.settled_at is not null
             and (new.design_probability, new.radpeer, new.stated_percent, new.measured_percent, new.measured_grade)
                 is distinct from
                 (old.design_probability, old.radpeer, old.stated_percent, old.measured_percent, old.measured_grade))
    execute function qa.keep_case_figures();

-- A measurement may come, or be made anew, after the case was settled.
create function qa.keep_late_measurement() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update qa.qa_case set
        measured_percent = case when new.status = 'measured' then new.involvement_total end,
        measured_grade = case when new.status = 'measured' then new.grade end
    where study_id = new.study_id and settled_at is not null;
    return null;
end
$$;
create trigger keep_late_measurement after insert or update on qa.quantification for each row
    execute function qa.keep_late_measurement();

create function qa.keep_alert() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update qa.qa_case set was_alerted = true where id = new.case_id;
    return null;
end
$$;
create trigger keep_alert after insert on qa.alert for each row execute function qa.keep_alert();

-- Adds reports to the sums of reports, or with sign -1 takes them out. was: their study as it stood before, where that is what
-- is taken out; null: as it stands now.
create function qa.add_report_figures(reports qa.report[], was qa.study, sign integer) returns void
language sql security definer set search_path = pg_catalog, pg_temp set jit = off as $$
    insert into qa.report_sum as kept
    select r.reporter, v.facility, s.scanner, span.name, qa.span_start(span.name, r.created_at), sum(sign),
           sum(sign * exists (select from qa.qa_case c where c.report_id = r.id)::integer),
           qa.tally(5, right(v.grade, 1)::integer + 1, sign)::integer[],
           qa.tally(24, extract(hour from v.signed_at at time zone 'UTC')::integer + 1, sign)::integer[],
           qa.tally(60, case when v.signed_at >= s.acquired_at
                             then qa.bucket_of(extract(epoch from v.signed_at - s.acquired_at) / 60) end, sign)::integer[]
    from unnest(reports) r
    join qa.report_version v on v.report_id = r.id and v.version = 1
    left join qa.study now on now.id = r.study_id
    cross join lateral (
        select coalesce(case when was.id is null then now.scanner else was.scanner end, '') as scanner,
               case when was.id is null then now.acquired_at else was.acquired_at end as acquired_at
    ) s
    cross join (values ('month'), ('quarter'), ('year')) span (name)
    group by 1, 2, 3, 4, 5
    order by 1, 2, 3, 4, 5
    on conflict (reporter, facility, scanner, span, starts) do update set
        reports = kept.reports + excluded.reports, cases = kept.cases + excluded.cases,
        grades = qa.plus(kept.grades, excluded.grades), hours = qa.plus(kept.hours, excluded.hours),
        turnaround = qa.plus(kept.turnaround, excluded.turnaround)
$$;

create function qa.keep_new_report() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform qa.add_report_figures(array(select r from qa.report r where r.id = new.report_id), null, 1);
    return null;
end
$$;
-- An amendment is no second report.
create trigger keep_new_report after insert on qa.report_version for each row when (new.version = 1)
    execute function qa.keep_new_report();

create function qa.keep_matched_report() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform qa.add_report_figures(array[old], null, -1);
    perform qa.add_report_figures(array[new], null, 1);
    return null;
end
$$;
create trigger keep_matched_report after update of study_id on qa.report for each row
    when (new.study_id is distinct from old.study_id) execute function qa.keep_matched_report();

create function qa.keep_opened_case() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update qa.report_sum kept set cases = kept.cases + 1
    from qa.report r
    join qa.report_version v on v.report_id = r.id and v.version = 1
    left join qa.study s on s.id = r.study_id
    cross join (values ('month'), ('quarter'), ('year')) span (name)
    where r.id = new.report_id and kept.reporter = r.reporter and kept.facility = v.facility
      and kept.scanner = coalesce(s.scanner, '') and kept.span = span.name
      and kept.starts = qa.span_start(span.name, r.created_at);
    return null;
end
$$;
create trigger keep_opened_case after insert on qa.qa_case for each row execute function qa.keep_opened_case();

create function qa.keep_study() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    affected qa.report[];
begin
    if tg_op = 'UPDATE' then
        affected := array(select r from qa.report r where r.study_id = new.id);
        perform qa.add_report_figures(affected, old, -1);
        perform qa.add_report_figures(affected, new, 1);
        update qa.scanner_day set studies = studies - 1
        where facility = old.facility and scanner = old.scanner
          and day = qa.span_start('day', coalesce(old.acquired_at, old.created_at));
    end if;
    insert into qa.scanner_day as kept
    values (new.facility, new.scanner, qa.span_start('day', coalesce(new.acquired_at, new.created_at)), 1)
    on conflict (facility, scanner, day) do update set studies = kept.studies + 1;
    return null;
end
$$;
create trigger keep_new_study after insert on qa.study for each row execute function qa.keep_study();
create trigger keep_changed_study after update on qa.study for each row
    when ((new.facility, new.scanner, new.acquired_at) is distinct from (old.facility, old.scanner, old.acquired_at))
    execute function qa.keep_study();

-- Makes all sums anew from the cases, reports and studies, and says how many of the kept ones were wrong. Readers go on with
-- what was; writers wait.
create function qa.rebuild_figures() returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp set jit = off as $$
declare
    began constant timestamptz := clock_timestamp();
    wrong bigint;
    part date;
begin
    lock table qa.figure_sum, qa.report_sum, qa.reviewer_sum, qa.scanner_day in share row exclusive mode;
    create temp table kept_figure on commit drop as table qa.figure_sum;
    create temp table kept_report on commit drop as table qa.report_sum;
    create temp table kept_reviewer on commit drop as table qa.reviewer_sum;
    create temp table kept_day on commit drop as table qa.scanner_day;
    delete from qa.figure_sum;
    delete from qa.report_sum;
    delete from qa.reviewer_sum;
    delete from qa.scanner_day;

    -- Month by month, so that what is held at a time stays bounded.
    for part in select distinct qa.span_start('month', settled_at) from qa.qa_case where settled_at is not null order by 1 loop
        perform qa.add_case_figures(array(select c from qa.qa_case c where c.settled_at >= part::timestamp at time zone 'UTC'
                                          and c.settled_at < (part + interval '1 month') at time zone 'UTC'), 1);
    end loop;
    for part in select distinct qa.span_start('month', created_at) from qa.report order by 1 loop
        perform qa.add_report_figures(array(select r from qa.report r where r.created_at >= part::timestamp at time zone 'UTC'
                                            and r.created_at < (part + interval '1 month') at time zone 'UTC'), null, 1);
    end loop;
    insert into qa.scanner_day
    select facility, scanner, qa.span_start('day', coalesce(acquired_at, created_at)), count(*) from qa.study group by 1, 2, 3;

    -- A sum that came down to nothing is no difference to one that is not there; sums of weights are compared as they can be
    -- added up, to nine digits.
    select (select count(*) from kept_figure k
            full join qa.figure_sum f using (level, facility, subject, span, starts, design, reason, band)
            where (coalesce(k.n, 0), coalesce(k.significant, 0), coalesce(k.insignificant, 0), coalesce(k.technical_any, 0),
                   coalesce(k.pairs, 0), coalesce(k.great_calls, 0), coalesce(k.alerts, 0), coalesce(k.flagged, 0),
                   coalesce(k.flag_upheld, 0), coalesce(k.disputes, 0), coalesce(k.disputes_open, 0),
                   coalesce(k.disputes_overturned, 0), coalesce(k.confusion, array_fill(0, array[25])),
                   coalesce(k.measured, array_fill(0, array[25])), coalesce(k.radpeer, array_fill(0, array[5])),
                   coalesce(k.technical, array_fill(0, array[4])))
                  is distinct from
                  (coalesce(f.n, 0), coalesce(f.significant, 0), coalesce(f.insignificant, 0), coalesce(f.technical_any, 0),
                   coalesce(f.pairs, 0), coalesce(f.great_calls, 0), coalesce(f.alerts, 0), coalesce(f.flagged, 0),
                   coalesce(f.flag_upheld, 0), coalesce(f.disputes, 0), coalesce(f.disputes_open, 0),
                   coalesce(f.disputes_overturned, 0), coalesce(f.confusion, array_fill(0, array[25])),
                   coalesce(f.measured, array_fill(0, array[25])), coalesce(f.radpeer, array_fill(0, array[5])),
                   coalesce(f.technical, array_fill(0, array[4])))
               or abs(coalesce(k.weight, 0) - coalesce(f.weight, 0)) > 1e-9 * greatest(1, f.weight)
               or abs(coalesce(k.weight2, 0) - coalesce(f.weight2, 0)) > 1e-9 * greatest(1, f.weight2)
               or abs(coalesce(k.significant_w, 0) - coalesce(f.significant_w, 0)) > 1e-9 * greatest(1, f.weight)
               or abs(coalesce(k.significant_w2, 0) - coalesce(f.significant_w2, 0)) > 1e-9 * greatest(1, f.weight2)
               or abs(coalesce(k.insignificant_w, 0) - coalesce(f.insignificant_w, 0)) > 1e-9 * greatest(1, f.weight)
               or abs(coalesce(k.difference2, 0) - coalesce(f.difference2, 0)) > 1e-6 * greatest(1, f.difference2))
         + (select count(*) from kept_report k full join qa.report_sum f using (reporter, facility, scanner, span, starts)
            where (coalesce(k.reports, 0), coalesce(k.cases, 0), coalesce(k.grades, array_fill(0, array[5])),
                   coalesce(k.hours, array_fill(0, array[24])), coalesce(k.turnaround, array_fill(0, array[60])))
                  is distinct from
                  (coalesce(f.reports, 0), coalesce(f.cases, 0), coalesce(f.grades, array_fill(0, array[5])),
                   coalesce(f.hours, array_fill(0, array[24])), coalesce(f.turnaround, array_fill(0, array[60]))))
         + (select count(*) from kept_reviewer k full join qa.reviewer_sum f using (reviewer, kind, span, starts)
            where (coalesce(k.answers_n, 0), coalesce(k.minutes, array_fill(0, array[60])),
                   coalesce(k.answers, array_fill(0, array[25])), coalesce(k.arbitrated, array_fill(0, array[25])),
                   coalesce(k.radpeer, array_fill(0, array[5])))
                  is distinct from
                  (coalesce(f.answers_n, 0), coalesce(f.minutes, array_fill(0, array[60])),
                   coalesce(f.answers, array_fill(0, array[25])), coalesce(f.arbitrated, array_fill(0, array[25])),
                   coalesce(f.radpeer, array_fill(0, array[5]))))
         + (select count(*) from kept_day k full join qa.scanner_day f using (facility, scanner, day)
            where coalesce(k.studies, 0) <> coalesce(f.studies, 0))
    into wrong;
    insert into qa.figure_rebuild (sums, differing, seconds)
    select (select count(*) from qa.figure_sum) + (select count(*) from qa.report_sum) + (select count(*) from qa.reviewer_sum)
           + (select count(*) from qa.scanner_day), wrong, extract(epoch from clock_timestamp() - began);
    drop table kept_figure, kept_report, kept_reviewer, kept_day;
    return wrong;
end
$$;

-- What is there already was settled before the columns were.
do $$
begin
    -- The trigger fills only on the way to a settlement: what was settled before goes through it once.
    alter table qa.qa_case disable trigger fill_figure_columns;
    create trigger fill_once before update on qa.qa_case for each row when (new.settled_at is not null)
        execute function qa.fill_figure_columns();
    alter table qa.qa_case disable trigger keep_figures;
    update qa.qa_case c set was_alerted = exists (select from qa.alert a where a.case_id = c.id) where settled_at is not null;
    drop trigger fill_once on qa.qa_case;
    alter table qa.qa_case enable trigger fill_figure_columns;
    alter table qa.qa_case enable trigger keep_figures;
    perform qa.rebuild_figures();
    delete from qa.figure_rebuild;
end
$$;

revoke all on function qa.add_case_figures, qa.add_report_figures, qa.rebuild_figures from public;
grant execute on function qa.rebuild_figures to overread_app;
grant select on qa.figure_sum, qa.report_sum, qa.reviewer_sum, qa.scanner_day, qa.figure_rebuild
    to overread_app, overread_worker, overread_report;
