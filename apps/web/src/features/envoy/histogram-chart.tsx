import { Bar, BarChart, LabelList, XAxis, YAxis } from 'recharts'

/** Height of a bar with its gap, in CSS pixels. */
const barHeight = 20

type HistogramChartProps = {
  readonly bars: readonly { readonly name: string; readonly value: number }[]
}

/** A bar for each quantile or bucket, the lowest on top; their values stand at their ends, so that none covers another. */
export default function HistogramChart({ bars }: HistogramChartProps) {
  return (
    <BarChart
      layout="vertical"
      responsive
      width="100%"
      height={bars.length * barHeight}
      data={[...bars]}
      margin={{ top: 0, right: 64, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      <XAxis type="number" hide domain={[0, 'dataMax']} />
      <YAxis
        type="category"
        dataKey="name"
        width={64}
        axisLine={false}
        tickLine={false}
        interval={0}
        tick={{ fill: 'var(--soft)', fontSize: 11 }}
      />
      <Bar dataKey="value" fill="var(--accent)" barSize={10} radius={2} isAnimationActive={false}>
        <LabelList dataKey="value" position="right" fill="var(--ink)" fontSize={11} />
      </Bar>
    </BarChart>
  )
}
