import type { ChartPeer } from '@portolan/contract/chart'
import type { PlacedPeer } from './layout/chart-layout.ts'
import { Part } from './part.tsx'
import type { PartProps } from './part.tsx'
import type { Words } from './use-words.ts'
import styles from './pod-chart.module.css'

type PeerBoxProps = {
  readonly placed: PlacedPeer
  readonly words: Words
  readonly part: Omit<PartProps, 'label' | 'children'>
}

/** What the box says below the name; `|` breaks a line where the box is narrow. */
function noteOf({ id, pods }: ChartPeer, { t }: Words): string {
  if (id !== 'istiod') return t(`chart:peerNote.${id}`, { defaultValue: '' })
  const ready = pods.filter((entry) => entry.ready).length
  const name = pods[0]?.pod.name ?? ''
  return pods.length === 0
    ? t('chart:peerNote.istiod')
    : t('chart:peerNote.istiodPods', { ready, total: pods.length, name })
}

/** Something outside the pod that it talks with. */
export function PeerBox({ placed: { peer, side, box }, words, part }: PeerBoxProps) {
  const name = words.peer(peer.id)
  const note = noteOf(peer, words)
  const wide = side === 'top' || side === 'bottom'
  const lines = wide ? [note.replace('|', ' ')] : note.split('|')
  const down = peer.pods.length > 0 && peer.pods.every(({ ready }) => !ready)
  const spoken = [name, note.replace('|', ' ')].filter((text) => text !== '').join(', ')
  const middle = box.y + box.height / 2 - (lines.length * 14) / 2
  return (
    <Part
      {...part}
      label={spoken}
      writing={
        <>
          <text className={styles.title} x={box.x + 11} y={middle + 5}>
            {name}
          </text>
          {lines.map((line, index) => (
            <text
              className={styles.soft}
              key={line}
              x={box.x + 11}
              y={middle + 20 + index * 14}
              data-down={down}
            >
              {line}
            </text>
          ))}
        </>
      }
    >
      <rect className={styles.peer} {...box} rx={8} data-id={peer.id} data-down={down} />
    </Part>
  )
}
