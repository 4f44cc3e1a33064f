-- Why: the logarithm of numeric took 65 us, twelve times a settlement and for every report of a rebuild: 11 s of a rebuild of
-- 20,000 reports, of which 2 s are left.

create or replace function qa.bucket_of(minutes double precision) returns integer language sql immutable parallel safe as $$
    select least(59, greatest(0, floor(4 * ln(greatest(minutes, 0.5) / 0.5) / ln(2::double precision))::integer)) + 1
$$;

-- 0 where every report is picked, then one for each halving of the probability; -1: on request alone.
create function qa.band_of(probability double precision) returns smallint language sql immutable parallel safe as $$
    select case when probability is null then -1 when probability = 1 then 0
                else 1 + floor(-ln(probability) / ln(2::double precision)) end::smallint
$$;

-- As it was, but for the band.
create or replace function qa.add_case_figures(cases qa.qa_case[], sign integer) returns void
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
               qa.band_of(c.design_probability) as band,
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
