import { IconBug } from '@tabler/icons-react'
import { Component } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { NoticePage } from '../features/problem/notice-page.tsx'
import { Said } from '../features/problem/said.tsx'

type CrashGuardProps = { readonly children: ReactNode }
type CrashGuardState = { readonly error: unknown; readonly failed: boolean }

/** Keeps a fault of ours inside the document that it happened in; explorer, other tabs and status bar go on. */
export class CrashGuard extends Component<CrashGuardProps, CrashGuardState> {
  override readonly state: CrashGuardState = { error: undefined, failed: false }

  static getDerivedStateFromError(error: unknown): CrashGuardState {
    return { error, failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <Crashed error={this.state.error} onReset={() => this.setState({ error: undefined, failed: false })} />
    )
  }
}

function Crashed({ error, onReset }: { readonly error: unknown; readonly onReset: () => void }) {
  const { t } = useTranslation('shell')
  return (
    <NoticePage
      icon={IconBug}
      tone="bad"
      title={t('crashed.title')}
      actions={
        <button type="button" className="button" data-main onClick={onReset}>
          {t('crashed.again')}
        </button>
      }
    >
      <p>{t('crashed.text')}</p>
      <Said text={error instanceof Error ? error.message : undefined} />
    </NoticePage>
  )
}
