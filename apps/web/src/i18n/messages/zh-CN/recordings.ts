import type { recordings as english } from '../en/recordings.ts'
import type { TranslationOf } from '../../translation-of.ts'

export const recordings: TranslationOf<typeof english> = {
  commands: {
    open: '打开录制文件或代理文件…',
    close: '关闭 {{cluster}}',
  },
  drop: {
    title: '松开即可打开',
    text: 'portolan snapshot 的录制文件、istioctl bug-report 的归档或配置转储。已打开的内容不受影响。',
  },
  openings: '正在打开的文件',
  opening: '正在打开 {{file}}',
  sent: '已发送并校验 {{percent}}%',
  checking: '正在校验并打开',
  cancel: '取消',
  opened: '已打开 {{cluster}}',
  noProxyFile: '无法打开',
  refused: '{{file}}：{{why}}',
  said: '详细信息：{{said}}',
}
