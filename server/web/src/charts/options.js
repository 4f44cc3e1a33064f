/**
 * What each chart draws, as options of ECharts for the colours of a theme. Every datum carries `row`, the number of the table's row that says the
 * same, so that a click and a key open the same cases. No animation: nothing moves under the pointer.
 */
import { decimal, monthOf, number, percent, t } from '../messages.js';

const font = { fontSize: 12, fontFamily: 'inherit' };

/** Common ground: space for the labels, thin lines, the reader's own colours. */
function base(c, { xName, yName, x = {}, y = {}, top = 34 }) {
  const axis = (name, more) => ({
    name,
    nameTextStyle: { color: c.quiet, ...font },
    axisLine: { lineStyle: { color: c.ordinary } },
    axisTick: { lineStyle: { color: c.line } },
    axisLabel: { color: c.quiet, ...font, hideOverlap: true, ...more.axisLabel },
    splitLine: { show: false },
    ...Object.fromEntries(Object.entries(more).filter(([key]) => key !== 'axisLabel')),
  });
  return {
    animation: false,
    textStyle: { color: c.text },
    grid: { left: 12, right: 24, top, bottom: xName ? 34 : 12, outerBoundsMode: 'same' },
    xAxis: axis(xName, { nameLocation: 'middle', nameGap: 30, ...x }),
    yAxis: axis(yName, { nameLocation: 'end', nameTextStyle: { align: 'left', color: c.quiet, ...font }, ...y, splitLine: { show: true, lineStyle: { color: c.line } } }),
  };
}

const share = { axisLabel: { formatter: (value) => percent(value).replace(/[.,]0/, '') }, min: 0 };
const line = (data, style, more = {}) => ({ type: 'line', data, showSymbol: false, silent: true, lineStyle: style, emphasis: { disabled: true }, ...more });
const upright = (c, marks) => ({
  silent: true,
  symbol: 'none',
  lineStyle: { color: c.neutral, width: 1.5, type: 'solid' },
  label: { color: c.neutral, ...font, position: 'insideEndTop', rotate: 90 },
  data: marks.map(({ at, label }) => ({ xAxis: at, label: { formatter: label } })),
});

const shapeOf = (c) => ({
  inside: { symbol: 'circle', symbolSize: 9, itemStyle: { color: c.ordinary } },
  above: { symbol: 'triangle', symbolSize: 14, itemStyle: { color: c.concern } },
  below: { symbol: 'triangle', symbolRotate: 180, symbolSize: 14, itemStyle: { color: c.improvement } },
  tooSmall: { symbol: 'circle', symbolSize: 8, itemStyle: { color: c.panel, borderColor: c.ordinary, borderWidth: 1.5 } },
});
export const sideOf = (position) => (position.startsWith('above') ? 'above' : position.startsWith('below') ? 'below' : position);

/** x effective reviews, y rate; 95 % dashed, 99.8 % solid, the centre between them. */
export const funnel = ({ items, limits, centre }) => (c) => {
  const limit = (name, type) => line(limits.map((each) => [each.n, each[name]]), { color: c.ordinary, width: 1.2, type });
  const shapes = shapeOf(c);
  return {
    ...base(c, { xName: t('funnel.x'), yName: t('funnel.y'), x: { type: 'value', min: 0 }, y: { type: 'value', ...share } }),
    series: [
      limit('low95', 'dashed'), limit('high95', 'dashed'), limit('low998', 'solid'), limit('high998', 'solid'),
      line(limits.map((each) => [each.n, centre]), { color: c.text, width: 1 }),
      {
        type: 'scatter',
        data: items.map((item, row) => ({ row, value: [item.effective, item.value], ...shapes[sideOf(item.position)] })).filter(({ value }) => value[1] !== null),
        emphasis: { scale: 1.6, itemStyle: { borderColor: c.text, borderWidth: 2 } },
      },
    ],
  };
};

const stepLine = { step: 'middle' };

/** Rate by month with limits for each point; the centre solid, the limits dashed, signals numbered, measures as upright lines. */
export const pChart = ({ points, centre, marks }) => (c) => ({
  ...base(c, { yName: t('control.rate'), x: { type: 'category', data: points.map((point) => monthOf(point.month)) }, y: { type: 'value', ...share } }),
  series: [
    line(points.map((point) => point.low), { color: c.ordinary, width: 1.2, type: 'dashed' }, stepLine),
    line(points.map((point) => point.high), { color: c.ordinary, width: 1.2, type: 'dashed' }, stepLine),
    line(points.map(() => centre), { color: c.text, width: 1 }),
    {
      type: 'line',
      lineStyle: { color: c.link, width: 1.5 },
      markLine: upright(c, marks),
      data: points.map((point, row) => ({
        row,
        value: point.value ?? '-',
        symbol: point.signals.length ? 'triangle' : 'circle',
        symbolRotate: point.value < centre ? 180 : 0,
        symbolSize: point.signals.length ? 14 : 8,
        itemStyle: { color: point.signals.length ? (point.value < centre ? c.improvement : c.concern) : c.link },
        label: { show: point.signals.length > 0, formatter: point.signals.join(' '), color: c.text, fontWeight: 'bold', position: 'top', ...font },
      })),
      showAllSymbol: true,
      emphasis: { scale: 1.6 },
    },
  ],
});

/** Cases one by one; a rare event lifts the sum, each case without one lowers it; beyond the limit it signals. */
export const cusum = ({ points, limit, marks }) => (c) => ({
  ...base(c, { yName: t('control.sum'), x: { type: 'category', data: points.map((point, i) => number(i + 1)) }, xName: t('control.cases'), y: { type: 'value', min: 0 } }),
  series: [
    line(points.map(() => limit), { color: c.ordinary, width: 1.2, type: 'dashed' }),
    {
      type: 'line',
      lineStyle: { color: c.link, width: 1.5 },
      showAllSymbol: true,
      symbolSize: 4,
      markLine: upright(c, marks),
      emphasis: { scale: 2 },
      data: points.map((point, row) => ({
        row,
        value: point.value,
        symbol: point.isSignal ? 'triangle' : 'circle',
        symbolSize: point.isSignal ? 14 : 4,
        itemStyle: { color: point.isSignal ? c.concern : c.link },
      })),
    },
  ],
});

/** Stated minus measured against their mean; bias solid, limits of agreement dashed. */
export const blandAltman = ({ points, bias, low, high }) => (c) => {
  const level = (value, type, name) => ({ yAxis: value, lineStyle: { color: c.text, type, width: type === 'solid' ? 1.2 : 1 }, label: { formatter: `${name} ${decimal(value)}`, color: c.quiet, position: 'insideEndTop', ...font } });
  return {
    ...base(c, { xName: t('bland.x'), yName: t('bland.y'), x: { type: 'value', min: 0, max: 100 }, y: { type: 'value' } }),
    series: [{
      type: 'scatter',
      symbolSize: 8,
      itemStyle: { color: c.link, opacity: 0.65 },
      emphasis: { scale: 1.8, itemStyle: { opacity: 1, borderColor: c.text, borderWidth: 2 } },
      data: points.map((point, row) => ({ row, value: [point.mean, point.difference] })),
      markLine: { silent: true, symbol: 'none', data: [level(bias, 'solid', t('bland.bias')), level(low, 'dashed', t('bland.low')), level(high, 'dashed', t('bland.high'))] },
    }],
  };
};

/** How much by hour of the day, from midnight. */
export const hours = (counts) => (c) => ({
  ...base(c, { yName: t('hours.y'), xName: t('hours.x'), x: { type: 'category', data: counts.map((_, hour) => String(hour)) }, y: { type: 'value', min: 0, minInterval: 1 } }),
  series: [{ type: 'bar', barCategoryGap: '25%', itemStyle: { color: c.g3 }, data: counts.map((value, row) => ({ row, value, itemStyle: { color: row < 7 || row > 20 ? c.neutral : c.g3 } })) }],
});

/** The own rate by month on the band of the anonymous team. */
export const trend = ({ points }) => (c) => {
  const banded = points.every((point) => point.team);
  const band = banded
    ? [
        line(points.map((point) => point.team.low), { opacity: 0 }, { stack: 'band' }),
        line(points.map((point) => point.team.high - point.team.low), { opacity: 0 }, { stack: 'band', areaStyle: { color: c.band, opacity: 1 } }),
      ]
    : [];
  return {
    ...base(c, { yName: t('control.rate'), x: { type: 'category', data: points.map((point) => monthOf(point.month)) }, y: { type: 'value', ...share } }),
    series: [
      ...band,
      {
        type: 'line',
        lineStyle: { color: c.link, width: 1.5 },
        showAllSymbol: true,
        symbol: 'circle',
        symbolSize: 9,
        emphasis: { scale: 1.5 },
        data: points.map((point, row) => ({ row, value: point.value ?? '-', itemStyle: { color: c.link } })),
      },
    ],
  };
};

/** Studies of a scanner today, beside its mean load and the record. */
export const capacity = (scanners, { mean, record }) => (c) => ({
  ...base(c, { yName: '', xName: t('capacity.x'), x: { type: 'value', min: 0, max: Math.ceil(1.05 * Math.max(record, ...scanners.map((each) => each.today))) }, y: { type: 'category', inverse: true, data: scanners.map((each) => `${each.facility} ${each.scanner}`) } }),
  series: [{
    type: 'bar',
    barMaxWidth: 18,
    itemStyle: { color: c.g3 },
    data: scanners.map((each, row) => ({ row, value: each.today })),
    markLine: {
      silent: true,
      symbol: 'none',
      data: [
        { xAxis: mean, lineStyle: { color: c.ordinary, type: 'dashed' }, label: { position: 'start', formatter: t('capacity.mean', { count: mean }), color: c.quiet, ...font } },
        { xAxis: record, lineStyle: { color: c.concern, type: 'solid' }, label: { position: 'start', formatter: t('capacity.record', { count: record }), color: c.concern, ...font } },
      ],
    },
  }],
});
