// Written by `npm run schema` from the migrations; a test compares. Do not edit.
import type { Generated, GeneratedAlways } from 'kysely'

/** What a JSON column holds is said by whoever reads it. */
export type Json = any

export interface Tables {
  'agreements.agreement': {
    jurisdiction: string
    number: string
    title: Json
    category: string
    ceiling: number
    from_day: Date
    to_day: Date
    open: Generated<boolean>
    price: number | null
    measure: string | null
    about: string | null
    unit: string | null
  }
  'agreements.application': {
    jurisdiction: string
    number: string
    agreement: string
    uscc: string
    person_id: string
    name: string
    decided_at: Date | null
  }
  'agreements.call': {
    jurisdiction: string
    number: string
    agreement: string
    good: string
    count: number
    unit: Json
    deadline: Date
  }
  'agreements.entrant': {
    jurisdiction: string
    number: string
    uscc: string
    person_id: string
    name: string
    removed: string | null
    left_at: Date | null
  }
  'agreements.good': {
    jurisdiction: string
    id: string
    number: string
    uscc: string
    name: string
    model: string
    about: string
    measure: string
    first_price: number
    price: number
    domestic: boolean
    offered_at: Date
    withdrawn_at: Date | null
  }
  'appointments.booking': {
    jurisdiction: string
    id: string
    unit: string
    day: Date
    time: string
    person_id: string
    item_code: string | null
    number: string
    state: string
    held_until: Date | null
  }
  'appointments.outing': {
    jurisdiction: string
    unit: string
    number: string
    day: Date
    time: string
    held_until: Date | null
  }
  'appointments.slot': {
    jurisdiction: string
    unit: string
    day: Date
    time: string
  }
  'appointments.ticket': {
    jurisdiction: string
    unit: string
    day: Date
    n: number
    booking_id: string | null
    due: Date | null
    state: string
    counter: string | null
    taken_at: Date
    called_at: Date | null
  }
  'approvals.arrival': {
    jurisdiction: string
    case_id: string
    item_code: string
    round: string
    number: string
    arrived: number
    turn: number
    granted: Generated<boolean>
  }
  'approvals.quota': {
    jurisdiction: string
    item_code: string
    round: string
    last: number
  }
  'archive.loan': {
    jurisdiction: string
    id: string
    volume: string
    kind: string
    part: string
    person_id: string
    name: string
    reason: string
    from_at: Date
    until: Date
    returned_at: Date | null
  }
  'archive.number': {
    jurisdiction: string
    unit: string
    year: number
    last: number
  }
  'archive.volume': {
    jurisdiction: string
    id: string
    number: string
    case_id: string
    case_number: string
    kind: string
    unit: string
    title: Json
    archived_at: Date
    retention: string
    keep_until: Date | null
    bound_at: Date | null
    manifest: string | null
    main: Json | null
    secondary: Json | null
  }
  'archive.waiting': {
    jurisdiction: string
    case_id: string
    number: string
    kind: string
    unit: string
    closed_at: Date
  }
  'auction.auction': {
    jurisdiction: string
    id: string
    number: string
    title: Json
    seller: string
    case_id: string | null
    profile: Json
    terms: Json
    state: Json
    announced_at: Date
    rings_at: Date | null
    reserve: Json | null
    asked: Json | null
    sealing: Json | null
    words: string[]
  }
  'auction.bidder': {
    jurisdiction: string
    auction_id: string
    bidder: number
    person_id: string
    name: string
    own_limit: number | null
    deposit_order: string | null
    deposit: number | null
    for_whom: Json | null
    came_from: string | null
  }
  'auction.gap': {
    jurisdiction: string
    began: Date
    ended: Date
  }
  'auction.pulse': {
    jurisdiction: string
    beat: Date
    legal: Date
  }
  'auctions.presence': {
    jurisdiction: string
    number: string
    server: string
    here: Json
    beat: Date
  }
  'bank.entry': {
    jurisdiction: string
    serial: string
    account: string
    direction: string
    amount: number
    day: Date
    name: string
    counter_account: string
    reference: string
  }
  'bank.state': {
    jurisdiction: string
    mode: Generated<string>
    secret: Generated<string>
  }
  'bond.bidder': {
    jurisdiction: string
    number: string
    bidder: number
    person_id: string
    bond: string | null
    paid_at: Date | null
    late: Generated<boolean>
    returned_at: Date | null
    refunded_at: Date | null
    kept: string | null
    interest: Generated<number>
  }
  'bond.early': {
    jurisdiction: string
    bond: string
    number: string
    bidder: number
    person_id: string
    returned_at: Date
    refunded_at: Date | null
  }
  'cases.assignee': {
    jurisdiction: string
    case_id: string
    person_id: string
    name: string
    since: Date
  }
  'cases.case': {
    jurisdiction: string
    id: string
    number: string
    item_code: string | null
    version_id: string | null
    unit: string
    form: Generated<Json>
    submitted_at: Date
    kind: string
    chart_digest: string | null
    correlation: string | null
    parent: string | null
    parent_element: string | null
  }
  'cases.document': {
    jurisdiction: string
    id: string
    case_id: string
    act_id: string | null
    number: string
    kind: string
    content: Json
    issued_at: Date
  }
  'cases.draft': {
    jurisdiction: string
    person_id: string
    item_code: string
    form: Generated<Json>
    updated_at: Date
  }
  'cases.far': {
    jurisdiction: string
    number: string
    parent: string | null
    parent_element: string | null
    unit: string
    stand: Json
    handed: Json | null
    outcome: string | null
  }
  'cases.filter': {
    jurisdiction: string
    person_id: string
    id: string
    name: string
    address: string
  }
  'cases.note': {
    jurisdiction: string
    case_id: string
    id: string
    unit: string
    person_id: string
    name: string
    body: string
    at: Date
  }
  'cases.number': {
    jurisdiction: string
    year: number
    last: number
  }
  'cases.paper': {
    jurisdiction: string
    id: string
    case_id: string | null
    person_id: string
    item_code: string | null
    slot: string
    sha256: string
    name: string
    size: number
    type: string
    uploaded_at: Date
    ranked_at: Date | null
  }
  'cases.party': {
    jurisdiction: string
    case_id: string
    n: number
    role: string
    person_id: string | null
    organisation_id: string | null
    unit: string | null
    name: string
    hidden: Generated<boolean>
    authority: string | null
  }
  'cases.phrase': {
    jurisdiction: string
    id: string
    unit: string
    title: string
    body: string
    at: Date
  }
  'cases.piece': {
    jurisdiction: string
    sha256: string
    part: number
    bytes: Buffer
  }
  'cases.recusal': {
    jurisdiction: string
    case_id: string
    person_id: string
  }
  'cases.shown': {
    jurisdiction: string
    case_id: string
    kind: string
    number: string
    unit: string
    opened_at: Date
    key1: number
    key2: number
    key3: number
    words: string[]
    said: Json
  }
  'cases.standing': {
    jurisdiction: string
    case_id: string
    number: string
    kind: string
    item_code: string | null
    unit: string
    title: Json
    party: string
    status: string
    status_text: Json
    closed: boolean
    clock: string | null
    due: Date | null
    opened_at: Date
    closed_at: Date | null
    words: string[]
  }
  'cases.upload': {
    jurisdiction: string
    id: string
    person_id: string
    kept_for: string
    sha256: string
    name: string
    size: number
    have: Generated<number>
    type: string | null
    begun_at: Date
  }
  'cases.upload_part': {
    jurisdiction: string
    upload_id: string
    part: number
    bytes: Buffer
  }
  'cases.work': {
    jurisdiction: string
    case_id: string
    element: string
    kind: string
    act: string | null
    unit: string | null
    post: string | null
    party: string | null
    opened_at: Date
    due: Date | null
    own: Generated<boolean>
    message: string | null
    correlation: string | null
    case_kind: string
  }
  'catalog.scenario': {
    id: string
    position: number
    name: Json
    line: Json
    items: string[]
    guide: Json | null
  }
  'catalog.version': {
    id: string
    code: string
    number: number
    jurisdiction: string
    unit: string
    status: string
    content: Json
    form: Json
    bpmn: string
    chart_digest: string | null
    digest: string | null
    drafted_by: string
    reviewed_by: string | null
    opinion: string | null
    published_from: Date | null
    retired_at: Date | null
    revision: Generated<number>
    updated_at: Date
    words: Generated<string[]>
  }
  'consultations.answer': {
    jurisdiction: string
    number: string
    title: string
    question: string
    answer: string
    class: string
    unit: string
    published_on: Date
  }
  'consultations.client': {
    jurisdiction: string
    client: string
    name: string
    key_sha256: string
    admitted_on: Date
    ended_on: Date | null
  }
  'consultations.ticket': {
    jurisdiction: string
    case_id: string
    number: string
    class: string
    unit: string
    district: string | null
    place: string
    lat: number | null
    long: number | null
    state: string
    open: boolean
    requested_at: Date
    updated_at: Date
    expected_on: Date | null
    merged_into: string | null
  }
  'contracting.release': {
    jurisdiction: string
    serial: number
    act_id: string
    process: string
    said: Json
  }
  'credit.fact': {
    jurisdiction: string
    id: string
    subject: string
    name: string
    kind: string
    title: Json
    document: string
    on_day: Date
    until: Date | null
    unit: string | null
    source: string
    act: string | null
    ended_on: Date | null
    ended_why: string | null
    recorded_at: Date
  }
  'credit.import': {
    jurisdiction: string
    id: string
    register: string
    sha256: string
    taken: number
    warned: number
    refused: Json
    head: Json
    at: Date
  }
  'credit.listing': {
    jurisdiction: string
    case_id: string
    number: string
    list: string
    subject: string
    name: string
    decision: string
    unit: string
    mark: string | null
    flags: Generated<string[]>
    repair: Generated<string>
    ended: string | null
    ended_on: Date | null
  }
  'credit.report': {
    jurisdiction: string
    id: string
    subject: string
    content: Json
    sha256: string
    made_at: Date
    asker: string
    person_id: string | null
  }
  'disclosure.contest': {
    jurisdiction: string
    case_id: string
    n: number
    unit: string
    way: string
    opened_on: Date
    result: string | null
    ended_on: Date | null
  }
  'disclosure.request': {
    jurisdiction: string
    case_id: string
    number: string
    unit: string
    category: string
    received_on: Date
    replied_on: Date | null
    row: string | null
    asker: Generated<string>
    asked: Generated<string>
  }
  'discretion.standard': {
    jurisdiction: string
    code: string
    id: string
    unit: string
    name: string
    xml: string
    revision: number
    drafted_by: string | null
    updated_at: Date
  }
  'discretion.version': {
    jurisdiction: string
    code: string
    number: number
    name: string
    unit: string
    digest: string
    xml: string
    opinion: string
    published_at: Date
  }
  'documents.series': {
    jurisdiction: string
    word: string
    year: number
    last: number
  }
  'draw.draw': {
    jurisdiction: string
    id: string
    purpose: Json
    commitment: string
    seed: Buffer
    nonce: Buffer
    committed_at: Date
    closing: Json | null
    closed_at: Date | null
    root: Json | null
    result: Json | null
    revealed_at: Date | null
  }
  'enforcement.officer': {
    jurisdiction: string
    case_id: string
    n: number
    person_id: string
    card: string
    left_at: Date | null
  }
  'enforcement.register': {
    number: string
    jurisdiction: string
    unit: string
    item_code: string
    subject: Generated<string>
    act_on: Date
    filed_at: Date
    decided_at: Date | null
    fine: number | null
    simple: Generated<boolean>
    closed: Generated<boolean>
    annulled: string | null
    published: Json | null
    published_at: Date | null
    shown_until: Date | null
    words: Generated<string[]>
  }
  'envelope.bidder': {
    jurisdiction: string
    box_id: string
    bidder: number
    person_id: string
    name: string
  }
  'envelope.box': {
    jurisdiction: string
    id: string
    number: string
    terms: Json
    state: string
    called: Generated<boolean>
    challenges: Generated<Json>
    rehearsed: Generated<Json>
    sealed: Json | null
    late: Generated<number>
    opened: Json | null
    short: Json | null
    withheld: Generated<boolean>
    hosted: Generated<boolean>
  }
  'envelope.envelope': {
    jurisdiction: string
    id: string
    box_id: string
    bidder: number
    version: number
    digest: string
    signed: Json
    received_at: Date
    withdrawn_at: Date | null
  }
  'envelope.part': {
    jurisdiction: string
    box_id: string
    bidder: number
    sha256: string
    size: number
  }
  'envelope.release': {
    jurisdiction: string
    box_id: string
    no: number
    shares: Json
    released_at: Date
  }
  'envelope.result': {
    jurisdiction: string
    box_id: string
    bidder: number
    digest: string
    outcome: string
    why: string | null
    wrong: Json
    released: Json
    sheet: Json | null
    identity: Json | null
    secret: string | null
    files: Json | null
    checked: string | null
  }
  'envelope.trustee_key': {
    jurisdiction: string
    unit: string
    key: string
    title: Json
    registered_at: Date
  }
  'experts.expert': {
    jurisdiction: string
    person_id: string
    name: string
    specialties: Json
    interests: Json
    suspended_until: Date | null
  }
  'experts.service': {
    jurisdiction: string
    number: string
    person_id: string
    unit: string
    drawn_at: Date
    attended: boolean
    fee: number | null
    grade: number | null
    grade_words: string | null
    grade_back: number | null
    grade_back_words: string | null
  }
  'identity.appointment': {
    id: string
    post: string
    person_id: string
    starts_on: Date
    ends_on: Date | null
  }
  'identity.attempt': {
    login: Buffer
    origin: string
    failures: number
    since: Date
    locked_until: Date | null
  }
  'identity.authority': {
    id: string
    agent_id: string
    principal_id: string | null
    principal_name: string
    principal_resident_id: string
    valid_until: Date
    sha256: string
    file_name: string
    type: string
    registered_at: Date
    ended_at: Date | null
    end_reason: string | null
  }
  'identity.card': {
    number: string
    person_id: string
    unit: string
    scope: Json
    valid_from: Date
    valid_until: Date
    granted_at: Date
    withdrawn_at: Date | null
    withdrawn_why: string | null
  }
  'identity.challenge': {
    id: string
    challenge: string
    person_id: string | null
    expires_at: Date
  }
  'identity.device': {
    person_id: string
    digest: Buffer
    seen_at: Generated<Date>
  }
  'identity.feed': {
    person_id: string
    purpose: string
    digest: Buffer
    made_at: Date
  }
  'identity.held_form': {
    id: string
    path: string
    form: Json
    expires_at: Date
  }
  'identity.invitation': {
    id: string
    organisation_id: string
    login: string
    scopes: string[]
    invited_by: string
    invited_at: Date
  }
  'identity.kin': {
    person_id: string
    resident_id: string
    name: string
    relation: string
    declared_at: Date
  }
  'identity.organisation': {
    id: string
    uscc: string
    name: string
    demonstration: Generated<boolean>
  }
  'identity.organisation_member': {
    organisation_id: string
    person_id: string
    scopes: Generated<string[]>
  }
  'identity.passkey': {
    id: string
    person_id: string
    public_key: Buffer
    counter: number
    transports: Generated<Json>
    label: string
    created_at: Generated<Date>
  }
  'identity.password': {
    person_id: string
    login: string
    hash: string
    changed_at: Generated<Date>
    skeleton: string
  }
  'identity.person': {
    id: string
    name: string
    resident_id: string | null
    phone: string | null
    demonstration: Generated<boolean>
    disabled_at: Date | null
    created_at: Generated<Date>
    resident_id_verified: Generated<boolean>
  }
  'identity.post': {
    code: string
    id: string
    unit: string
    title: Json
    role: string
    seats: Generated<number>
  }
  'identity.profile': {
    person_id: string
    address: Generated<string>
    updated_at: Date
  }
  'identity.proposal': {
    id: string
    post: string
    person_id: string
    starts_on: Date
    proposed_by: string
    proposed_at: Date
  }
  'identity.recovery': {
    person_id: string
    first_digest: Buffer
    second_digest: Buffer | null
    two_halves: boolean
    issued_by: string
    expires_at: Date
  }
  'identity.session': {
    id: string
    token_digest: Buffer
    person_id: string
    post: string | null
    strong: Generated<boolean>
    created_at: Generated<Date>
    seen_at: Generated<Date>
    ended_at: Date | null
    failures: Generated<number>
  }
  'identity.substitution': {
    id: string
    post: string
    person_id: string
    substitute_id: string
    starts_on: Date
    ends_on: Date
    reason: string
    ended_at: Date | null
    agreed_at: Date | null
  }
  'identity.unit': {
    code: string
    id: string
    jurisdiction: string
    level: string
    kind: string
    name: Json
    parent: string | null
    supervised_by: string | null
    details: Generated<Json>
  }
  'inspection.list': {
    number: number
    id: string
    content: Json
    digest: string
    chart_digest: string
    from_day: Date
    published_at: Date
  }
  'inspection.plan': {
    jurisdiction: string
    id: string
    unit: string
    year: number
    title: string
    lines: Json
    state: string
    proposed_by: string | null
    proposed_at: Date
    decided_at: Date | null
    opinion: string | null
  }
  'inspection.recusal': {
    jurisdiction: string
    task: string
    card: string
    uscc: Generated<string>
    reason: string
    declared_at: Date
  }
  'inspection.subject': {
    jurisdiction: string
    unit: string
    uscc: string
    name: string
    address: string
    fields: string[]
    risk: string
    active: Generated<boolean>
  }
  'inspection.task': {
    jurisdiction: string
    id: string
    unit: string
    plan: string
    line: number
    draw: string
    opened_at: Date
    closed_at: Date | null
    drawn_at: Date | null
  }
  'inspection.visit': {
    jurisdiction: string
    case_id: string
    number: string
    task: string | null
    unit: string
    units: string[]
    uscc: string
    name: string
    cause: string
    items: string[]
    token: string
    opened_at: Date
    window_from: Date | null
    window_to: Date | null
    visited_at: Date | null
    conclusion: string | null
    published_at: Date | null
    dropped: Generated<boolean>
  }
  'leads.trace': {
    jurisdiction: string
    case_id: string
    number: string
    unit: string
    subject: string
    place: string
    item_code: string
    seen_on: Date
  }
  'ledger.checkpoint': {
    size: number
    note: string
    cosignatures: Generated<Json>
    at: Date
  }
  'ledger.head': {
    origin: string
    size: number
    root: Buffer
    note: string
    at: Date
  }
  'ledger.leaf': {
    jurisdiction: string
    act_id: string
    index: number
    hash: Buffer
    integrated_at: Generated<Date>
  }
  'ledger.tally': {
    what: string
    key: string
    en: Generated<string>
    n: number
  }
  'ledger.watch': {
    one: Generated<boolean>
    next: Generated<number>
    edge: Generated<Json>
    round_ended_at: Date | null
    checked_at: Date | null
    finding: Json | null
    found_at: Date | null
  }
  'messages.delivery': {
    jurisdiction: string
    id: string
    person_id: string
    channel: string
    address: string
    subject: string
    body: string
    digest_of: Date | null
    state: string
    tries: number
    said: string | null
    at: Date
  }
  'messages.message': {
    jurisdiction: string
    id: string
    person_id: string
    case_number: string
    act_id: string
    title: Json
    line: Json
    at: Date
    read_at: Date | null
    case_kind: string
    path: string | null
  }
  'messages.preference': {
    jurisdiction: string
    person_id: string
    email: string | null
    sms: string | null
    digest: boolean
  }
  'money.account': {
    jurisdiction: string
    number: string
    id: string
    bank: string
    holder: string
    kinds: string[]
    opened_at: Date
    closed_at: Date | null
    next_ask: Date | null
    answered_at: Date | null
    away_since: Date | null
    away_why: string | null
    tries: Generated<number>
  }
  'money.movement': {
    jurisdiction: string
    account: string
    serial: string
    id: string
    direction: string
    amount: number
    day: Date
    name: string
    counter_account: string
    reference: string
    received_at: Date
    order_number: string | null
    contradicted: Json | null
  }
  'money.notice': {
    jurisdiction: string
    bank: string
    nonce: string
    at: Date
  }
  'money.number': {
    jurisdiction: string
    word: string
    year: number
    last: number
  }
  'money.order': {
    jurisdiction: string
    number: string
    id: string
    kind: string
    unit: string
    case_id: string | null
    case_number: string | null
    payer: Json
    purpose: Json
    amount: number
    due: Date
    account: string
    issued_at: Date
    cancelled_at: Date | null
  }
  'money.refund': {
    jurisdiction: string
    number: string
    movement: string
    amount: number
    ordered_at: Date
    done_by: string | null
    interest: Generated<number>
  }
  'nodes.direction': {
    jurisdiction: string
    to_place: string
    last: number
  }
  'nodes.heard': {
    jurisdiction: string
    from_place: string
    last: number
  }
  'nodes.inbox': {
    jurisdiction: string
    from_place: string
    number: number
    kind: string
    digest: string
    receipt: string
    proof: string
    taken_at: Date
  }
  'nodes.outbox': {
    jurisdiction: string
    to_place: string
    number: number
    key: string
    kind: string
    text: string
    act_id: string
    posted_at: Date
    tried: Generated<number>
    why: string | null
    receipt: string | null
    receipt_at: Date | null
  }
  'parties.check': {
    jurisdiction: string
    id: string
    subject: string
    purpose: string
    at: Date
    effect: string
    marks: string[]
    leaning: string
    stream_kind: string
    stream_id: string
    unit: string | null
  }
  'parties.list': {
    name: string
    version: number
    changed_at: Date
    as_of: Date | null
    fresh_hours: number | null
  }
  'parties.mark': {
    id: string
    subject: string
    list: string
    purposes: string[]
    level: string
    basis: Json
    starts_on: Date
    ends_on: Date | null
    repair: Json
    set_by: string
    lifted_on: Date | null
    annulled: Generated<boolean>
  }
  'parties.subject': {
    key: string
    name: string
  }
  'platform.act': {
    jurisdiction: string
    id: string
    subject_kind: string
    subject_id: string
    number: number
    type: string
    happened_at: Date
    recorded_at: Generated<Date>
    actor: Json
    public: Json
    commitments: Json
    basis: Json
    published: boolean
    signature: Buffer | null
  }
  'platform.act_private': {
    jurisdiction: string
    act_id: string
    field: string
    salt: Buffer
    value: Json
  }
  'platform.arrival': {
    jurisdiction: string
    position: GeneratedAlways<number>
    act_id: string
  }
  'platform.command': {
    id: string
    operation: string
    person_id: string | null
    output: Json | null
    go: string | null
    at: Generated<Date>
    jurisdiction: string
  }
  'platform.cursor': {
    jurisdiction: string
    consumer: string
    position: Generated<number>
  }
  'platform.fault': {
    kind: string
    name: string
    said: Json
    first_at: Generated<Date>
    last_at: Generated<Date>
    times: Generated<number>
  }
  'platform.file': {
    sha256: string
    size: number
    type: string
    stored_at: Generated<Date>
  }
  'platform.link': {
    name: string
    places: string[]
    looked_at: Generated<Date>
    reached: boolean
    joined: boolean
    inward: number
    outward: number
    inside: Json | null
  }
  'platform.migration': {
    room: string
    number: number
    name: string
    digest: string
    applied_at: Generated<Date>
  }
  'platform.ordered': {
    jurisdiction: string
    position: number
    act_id: string
    chain: Buffer
  }
  'platform.sequence': {
    jurisdiction: string
    last: Generated<number>
    chain: Generated<Buffer>
  }
  'platform.set_aside': {
    jurisdiction: string
    consumer: string
    act_id: string
    error: string
    at: Date
  }
  'platform.setting': {
    name: string
    value: Json
  }
  'platform.stream': {
    jurisdiction: string
    subject_id: string
    last: number
    at: Date | null
  }
  'platform.timer': {
    jurisdiction: string
    id: string
    kind: string
    subject_id: string
    due_at: Date
    payload: Json
    attempts: Generated<number>
    last_error: string | null
  }
  'prequalification.application': {
    jurisdiction: string
    number: string
    no: number
    person_id: string
    name: string
    uscc: string
    members: string
    files: Json
    applied_at: Date
    passed: boolean | null
    reasons: Generated<Json>
  }
  'procedure.chart': {
    digest: string
    name: string
    xml: string
    places: string[] | null
  }
  'procedure.instance': {
    jurisdiction: string
    case_id: string
    digest: string
    marking: number[]
    version: Generated<number>
    ended: Generated<boolean>
    correlation: string | null
    timer_kind: string | null
  }
  'procurement.budget': {
    jurisdiction: string
    unit: string
    year: number
    line: string
    title: string
    amount: number
  }
  'procurement.commitment': {
    jurisdiction: string
    number: string
    unit: string
    year: number
    line: string
    amount: number
  }
  'projects.code': {
    jurisdiction: string
    code: string
    case_id: string
  }
  'publication.duty': {
    jurisdiction: string
    case_id: string
    item: string
    unit: string
    due: Date
    yearly: string | null
    published_on: Date | null
  }
  'publication.entry': {
    jurisdiction: string
    case_id: string
    number: string
    unit: string
    item: string
    title: string
    summary: string
    published_at: Date
    until: Date | null
    withdrawn_on: Date | null
    why: string | null
    amends: string | null
    amended_by: string | null
  }
  'search.entry': {
    key: string
    kind: string
    title: Json
    line: Json
    says: string[]
    href: string
    unit: string | null
    jurisdiction: string
    at: Date
    rank: number
    terms: number[]
    near: number[]
    act_id: string | null
  }
  'statistics.cell': {
    jurisdiction: string
    statistic: string
    grain: string
    day: Date
    key: string[]
    n: number
    total: number
  }
  'statistics.fact': {
    jurisdiction: string
    statistic: string
    act_id: string
    subject_id: string
    day: Date
    key: string[]
    total: number
    undone_by: string | null
  }
  'statistics.point': {
    jurisdiction: string
    dispersion: string
    act_id: string
    subject_id: string
    day: Date
    group_key: string
    unit: string
    officer: string
    low: number
    high: number
    value: number
    undone_by: string | null
    part: Generated<number | null>
  }
  'supervision.appeal': {
    jurisdiction: string
    id: string
    light_id: string
    case_number: string
    unit: string
    office: string
    rule: string
    version: Date | null
    reason: string
    by_person: string
    at: Date
    decided_at: Date | null
    outcome: string | null
    cause: string | null
    words: string | null
  }
  'supervision.light': {
    jurisdiction: string
    id: string
    case_id: string
    case_number: string
    unit: string
    office: string
    rule: string
    light: string
    clock: string | null
    due: Date
    raised_at: Date
    cleared_at: Date | null
    act_id: string | null
    says: Json | null
    version: Date | null
    facts: Generated<Json>
    evidence: Generated<string[]>
    points: Generated<number>
    settled: string | null
  }
  'supervision.measure': {
    jurisdiction: string
    id: string
    case_id: string
    case_number: string
    unit: string
    office: string
    kind: string
    said: string
    due: Date | null
    issued_at: Date
    answer: string | null
    answered_at: Date | null
    closed_at: Date | null
    ladder: Generated<string>
    rule: string | null
    of_due: Date | null
    after: string | null
    acknowledge_by: Date | null
    acknowledged_at: Date | null
    papers: Generated<Json>
    asked_days: number | null
    asked_at: Date | null
    asked_why: string | null
    extended: Generated<number>
    returned_why: string | null
    escalated_at: Date | null
    taken_from: string | null
  }
  'supervision.review': {
    jurisdiction: string
    light_id: string
    month: string
    drawn_at: Date
    outcome: string | null
    words: string | null
    reviewed_at: Date | null
  }
  'suppliers.performance': {
    jurisdiction: string
    number: string
    uscc: string
    unit: string
    grade: number
    words: string
    graded_at: Date
  }
  'suppliers.supplier': {
    jurisdiction: string
    person_id: string
    uscc: string
    name: string
    size: string
    contact: string
    registered_at: Date
  }
  'watch.outage': {
    id: string
    from_at: Date
    to_at: Date
    why: Json
  }
  'watch.rule': {
    id: string
    valid_from: Date
    valid_to: Date | null
    content: Json
  }
  'watch.rule_change': {
    id: string
    rule: string
    what: string
    content: Json | null
    valid_from: Date
    proposed_by: string
    proposed_as: string
    proposed_at: Date
    backtest: Json | null
    settled_at: Date | null
    released: boolean | null
  }
}
