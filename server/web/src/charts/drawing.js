/** What these pages use of ECharts, and nothing more: this file is bundled by itself. No tooltips: the line under a chart says it. */
import { init as initChart, use } from 'echarts/core';
import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, MarkAreaComponent, MarkLineComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, LineChart, ScatterChart, GridComponent, MarkAreaComponent, MarkLineComponent, SVGRenderer]);

export const init = (element) => initChart(element, null, { renderer: 'svg' });
