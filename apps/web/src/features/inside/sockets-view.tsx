import type { InsideLook } from '@portolan/contract/inside'
import type { InsideChange } from '@portolan/contract/inside-changes'
import type { PodDetail } from '@portolan/contract/pods'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PodSearch } from '../pod/pod-search.ts'
import { usePodView, withShow } from '../pod/use-pod-view.ts'
import { ContainerNotice } from './container-notice.tsx'
import { InsideFrame } from './inside-frame.tsx'
import { SocketDetail } from './socket-detail.tsx'
import { socketLines } from './socket-groups.ts'
import { SocketHistory } from './socket-history.tsx'
import { changeOf, shownRows, socketRows } from './socket-rows.ts'
import { SocketTable } from './socket-table.tsx'
import { SocketTools } from './socket-tools.tsx'
import { readSocketView, writeSocketView } from './socket-view.ts'
import type { SocketView } from './socket-view.ts'
import { useSocketWords } from './use-socket-words.ts'
import styles from './sockets.module.css'

type SocketsViewProps = {
  readonly cluster: string
  readonly detail: PodDetail
  readonly show: PodSearch
}

/** Every socket of the pod's network namespace: who holds it, where it leads, what it is for. */
export function SocketsView({ cluster, detail, show }: SocketsViewProps) {
  return (
    <InsideFrame cluster={cluster} detail={detail}>
      {(look, history) =>
        look.socketsFrom === undefined ? (
          <NoTables look={look} />
        ) : (
          <Sockets cluster={cluster} look={look} history={history} q={show.q} />
        )
      }
    </InsideFrame>
  )
}

/** No container could be read, so that nothing is known of the sockets: why, container by container. */
function NoTables({ look }: { readonly look: InsideLook }) {
  const { t } = useTranslation('inside')
  return (
    <div className={styles.none}>
      <h2>{t('sockets.noTables')}</h2>
      {look.containers.map(({ name, outcome }) => (
        <section key={name} aria-label={name}>
          <h3>{name}</h3>
          {outcome.kind === 'unread' ? <ContainerNotice outcome={outcome} /> : <p>{t('sockets.noTable')}</p>}
        </section>
      ))}
      <p>{t('still')}</p>
    </div>
  )
}

type SocketsProps = {
  readonly cluster: string
  readonly look: InsideLook
  readonly history: readonly InsideChange[]
  readonly q: string | undefined
}

function Sockets({ cluster, look, history, q }: SocketsProps) {
  const { t } = useTranslation('inside')
  const words = useSocketWords()
  const changeView = usePodView()
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const [chosen, setChosen] = useState<string>()
  const view = readSocketView(q)
  const all = useMemo(() => socketRows(look, changeOf(look, history), words), [look, history, words])
  const shown = useMemo(() => shownRows(all, readSocketView(q)), [all, q])
  const lines = useMemo(() => socketLines(shown, view.by, folded), [shown, view.by, folded])
  const change = (part: Partial<SocketView>) =>
    changeView(withShow({ q: writeSocketView({ ...view, ...part }) }), { replace: true })
  const row = all.find(({ id }) => id === chosen)
  return (
    <div className={styles.view}>
      <SocketTools look={look} rows={shown} total={all.length} view={view} onChange={change} />
      {shown.length === 0 ? (
        <div className={styles.none}>
          <p>{t(all.length === 0 ? 'sockets.empty' : 'sockets.nothingFits')}</p>
          {all.length > 0 && (
            <button type="button" className="button" onClick={() => change(readSocketView(undefined))}>
              {t('sockets.showAll')}
            </button>
          )}
        </div>
      ) : (
        <div className={styles.split}>
          <SocketTable
            lines={lines}
            total={shown.length}
            view={view}
            chosen={chosen}
            onChoose={setChosen}
            onSort={(sort) => change({ sort })}
            onFold={(id) => setFolded(folded.has(id) ? without(folded, id) : new Set([...folded, id]))}
          />
          {row !== undefined && (
            <SocketDetail cluster={cluster} look={look} row={row} onClose={() => setChosen(undefined)} />
          )}
        </div>
      )}
      <SocketHistory history={history} />
    </div>
  )
}

function without(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return new Set([...ids].filter((one) => one !== id))
}
