export const documents = {
  welcome: 'Overview',
  unknown: 'Unknown address',
  close: 'Close {{name}}',
  actions: 'This group of tabs',
  back: 'Back in this document',
  forward: 'Forward in this document',
  split: 'Split to the right',
  maximise: 'Maximise this group',
  restore: 'Back to all groups',
  announced: {
    open: '{{name}} is open',
    close: '{{name}} is closed',
    maximize: 'The group of {{name}} is maximised',
    restore: 'All groups are shown again',
  },
  damaged: {
    pins: 'Your pins could not be read.',
    recents: 'The recently opened pods could not be read.',
    title: 'A part of the layout was begun anew',
    documents: 'Which documents were open could not be read.',
    dock: 'Where the tabs were could not be read; the documents are all there.',
  },
} as const
