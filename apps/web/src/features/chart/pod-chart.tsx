import { useMemo } from 'react'
import { activePod } from '../../commands/workbench-view.ts'
import { contextMenu } from '../menu/context-menu.ts'
import type { ChartView } from './chart-view.ts'
import { portStateIn } from './chart-view.ts'
import { ChartLegend } from './chart-legend.tsx'
import { ContainerBox } from './container-box.tsx'
import { layoutChart } from './layout/layout-chart.ts'
import { fitParts } from './layout/text-width.ts'
import { LinkLine } from './link-line.tsx'
import { Part } from './part.tsx'
import { PeerBox } from './peer-box.tsx'
import { PortBerth } from './port-berth.tsx'
import { loadPortMenu } from './load-port-menu.ts'
import { ProcessBox } from './process-box.tsx'
import { moveFocus } from './roving-focus.ts'
import { selectionText, touches } from './selection.ts'
import { useWords } from './use-words.ts'
import styles from './pod-chart.module.css'

export type PodChartProps = {
  readonly view: ChartView
  /** As `selectionText` writes it. */
  readonly chosen: string | undefined
  readonly onChoose: (chosen: string) => void
}

/** The diagram of one pod: hand-made SVG whose every part is a real, focusable element. */
export function PodChart({ view, chosen, onChoose }: PodChartProps) {
  const words = useWords()
  const { t } = words
  const { chart } = view
  const layout = useMemo(() => layoutChart(chart), [chart])
  const first = layout.ports[0]
  const tabStop = chosen ?? (first === undefined ? undefined : selectionText('port', first.port.key))
  const part = (id: string) => ({ id, chosen: chosen === id, tabStop: tabStop === id, onChoose })
  const { pod, podTitle } = layout
  const portMenus = contextMenu((target) => {
    const id = target.closest('[data-part]')?.getAttribute('data-part')
    const port = chart.ports.find(({ key }) => selectionText('port', key) === id)
    const view = activePod()
    return port === undefined || view === undefined ? undefined : loadPortMenu(view, chart, port)
  })
  return (
    <figure
      className={styles.figure}
      aria-label={t('chart:title', { pod: chart.pod.name, kind: t(`kinds:kind.${chart.kind}`) })}
      data-observed={view.complete ? 'all' : 'some'}
    >
      <svg
        className={styles.chart}
        viewBox={`0 0 ${layout.width} ${layout.height}`}
        role="group"
        aria-label={t('chart:hint')}
        onContextMenu={portMenus.onContextMenu}
        onKeyDown={(event) => {
          portMenus.onKeyDown(event)
          moveFocus(event)
        }}
      >
        <defs>
          <marker
            id="arrow"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="6.5"
            markerHeight="6.5"
            orient="auto-start-reverse"
          >
            <path d="M0,0.6 L8,4 L0,7.4 z" fill="context-stroke" />
          </marker>
        </defs>
        <rect className={styles.pod} {...pod} rx={13} />
        <text className={styles.soft} x={podTitle.x} y={podTitle.y}>
          {fitParts(
            [t('chart:pod', { name: chart.pod.name }), chart.pod.ips[0] ?? '', chart.pod.node ?? ''],
            ' · ',
            11,
            podTitle.width,
          )}
        </text>
        {layout.containers.map((placed) => (
          <ContainerBox key={placed.name} placed={placed} words={words} />
        ))}
        {layout.processes.map((placed) => (
          <ProcessBox
            key={placed.process.key}
            placed={placed}
            view={view}
            words={words}
            part={part(selectionText('process', placed.process.key))}
          />
        ))}
        {layout.links
          .filter(({ link, quiet }) => !quiet || touches(link, chosen))
          .map((placed) => (
            <LinkLine
              key={placed.link.key}
              placed={placed}
              state={view.links.get(placed.link.key) ?? 'unknown'}
              connections={view.look?.channels.get(placed.link.key)?.sockets.length ?? 0}
              chart={chart}
              words={words}
              part={part(selectionText('link', placed.link.key))}
            />
          ))}
        {layout.peers.map((placed) => (
          <PeerBox
            key={placed.peer.key}
            placed={placed}
            chart={chart}
            words={words}
            part={part(selectionText('peer', placed.peer.key))}
          />
        ))}
        {layout.sockets.map(({ socket, at, label }) => {
          const name = words.end(chart, { kind: 'socket', key: socket.key })
          return (
            <Part
              key={socket.key}
              {...part(selectionText('socket', socket.key))}
              label={`${name}, ${socket.path}`}
              writing={
                <text className={styles.label} x={label.x} y={label.y} textAnchor={label.align}>
                  {name}
                </text>
              }
            >
              <rect className={styles.hit} x={at.x - 14} y={at.y - 26} width={56} height={36} />
              <path
                className={styles.socket}
                data-presence={socket.presence.kind}
                d={`M${at.x},${at.y - 6} l6,6 l-6,6 l-6,-6 z`}
              />
            </Part>
          )
        })}
        {layout.ports.map((placed) => (
          <PortBerth
            key={placed.port.key}
            placed={placed}
            state={portStateIn(view, placed.port.key)}
            evidence={view.ports.get(placed.port.key)?.evidence}
            connections={view.look && (view.look.accepted.get(placed.port.key)?.sockets.length ?? 0)}
            processName={
              chart.processes.find(({ key }) => key === placed.port.process)?.name ?? placed.port.process
            }
            words={words}
            part={part(selectionText('port', placed.port.key))}
          />
        ))}
      </svg>
      <ChartLegend words={words} looked={view.look !== undefined} />
    </figure>
  )
}
