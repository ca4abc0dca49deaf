import type { Chart, ChartPeer } from '@portolan/contract/chart'
import type { PlacedPeer } from './layout/chart-layout.ts'
import { isQuiet } from './layout/place-of.ts'
import { fitText, textWidth } from './layout/text-width.ts'
import { Part } from './part.tsx'
import type { PartProps } from './part.tsx'
import type { Words } from './use-words.ts'
import styles from './pod-chart.module.css'

type PeerBoxProps = {
  readonly placed: PlacedPeer
  readonly chart: Chart
  readonly words: Words
  readonly part: Omit<PartProps, 'label' | 'children'>
}

const fontSize = 11
const padding = 10
const lineHeight = 14

/** What the box says below the name; `|` breaks a line where the box is narrow. */
function noteOf({ id, pods }: ChartPeer, { t }: Words): string {
  if (id !== 'istiod') return t(`chart:peerNote.${id}`, { defaultValue: '' })
  const ready = pods.filter((entry) => entry.ready).length
  const name = pods[0]?.pod.name ?? ''
  return pods.length === 0
    ? t('chart:peerNote.istiod')
    : t('chart:peerNote.istiodPods', { ready, total: pods.length, name })
}

/** What is spoken between the traffic's ends and the pod, such as `mTLS, TCP`. */
function protocolsOf(chart: Chart, { key, id }: ChartPeer): string {
  if (id !== 'clients' && id !== 'upstreams') return ''
  const links = chart.links.filter(
    (link) =>
      !isQuiet(chart, link) && [link.from, link.to].some((end) => end.kind === 'peer' && end.key === key),
  )
  return [...new Set(links.flatMap(({ protocol }) => protocol.split(', ')))].join(', ')
}

/** Something outside the pod that it talks with. */
export function PeerBox({ placed: { peer, side, box }, chart, words, part }: PeerBoxProps) {
  const name = words.peer(peer.id)
  const note = noteOf(peer, words)
  const wide = side === 'top' || side === 'bottom'
  const protocols = protocolsOf(chart, peer)
  const room = box.width - 2 * padding
  const lines = (wide ? [note.replace('|', ' ')] : note.split('|')).filter((line) => line !== '')
  const down = peer.pods.length > 0 && peer.pods.every(({ ready }) => !ready)
  const spoken = [name, ...lines, protocols].filter((text) => text !== '').join(', ')
  if (protocols !== '' && textWidth(protocols, fontSize) <= room) lines.push(protocols)
  const first = box.y + (box.height - lines.length * lineHeight) / 2
  return (
    <Part
      {...part}
      label={spoken}
      writing={
        <>
          <text className={styles.title} x={box.x + padding} y={first + 4}>
            {fitText(name, 12, room)}
          </text>
          {lines.map((line, index) => (
            <text
              className={styles.soft}
              key={line}
              x={box.x + padding}
              y={first + 4 + (index + 1) * lineHeight}
              data-down={down}
            >
              {fitText(line, fontSize, room)}
            </text>
          ))}
        </>
      }
    >
      <rect className={styles.peer} {...box} rx={8} data-id={peer.id} data-down={down} />
    </Part>
  )
}
