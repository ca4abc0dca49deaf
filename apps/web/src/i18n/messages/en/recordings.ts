export const recordings = {
  commands: {
    open: 'Open a recording or a proxy’s file…',
    close: 'Close {{cluster}}',
  },
  drop: {
    title: 'Drop it to open it',
    text: 'A recording of portolan snapshot, an archive of istioctl bug-report, or a config dump. It opens beside what is open.',
  },
  openings: 'Files being opened',
  opening: 'Opening {{file}}',
  sent: '{{percent}} % sent and checked',
  checking: 'Checking and opening',
  cancel: 'Cancel',
  opened: '{{cluster}} is open',
  noProxyFile: 'it cannot be opened',
  refused: '{{file}}: {{why}}',
  said: 'In detail: {{said}}',
} as const
