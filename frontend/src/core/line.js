/**
 * A line to the live stream: opened anew when it is refused, when the network is back, and when it is silent for longer than
 * a heartbeat: after sleep, or on a network that was changed, no browser says that it is dead.
 *
 *     const line = new Line(() => address, { entry: (event) => … }, (state) => …, () => …);
 *     line.start();  …  line.stop();
 */

const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 30000;
const WATCH_MS = 2000;
/** The stream beats every 15 seconds. */
const SILENT_MS = 35000;
/** Whoever comes back to a page, or wakes a machine, wants to know at once. */
const DOUBTED_MS = 17000;

/** @typedef {'live' | 'reconnecting' | 'offline'} State */

/** @returns {State} of a line that is not heard */
const lost = () => (navigator.onLine ? 'reconnecting' : 'offline');

export class Line {
  /** @type {EventSource | undefined} */
  #source;
  #heard = 0;
  #ticked = 0;
  #retry = FIRST_RETRY_MS;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #again;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #watch;

  /**
   * @param {() => URL | string} address asked each time that the line is opened
   * @param {Record<string, (event: MessageEvent<string>) => void>} told what is done with each event, by name
   * @param {(state: State) => void} state how the line stands, each time that it is heard or lost
   * @param {() => void} refused the answer was no stream; the line is tried again all the same
   */
  constructor(address, told, state, refused) {
    this.address = address;
    this.told = { ping: () => undefined, ...told };
    this.state = state;
    this.refused = refused;
  }

  start() {
    this.#open();
    this.#ticked = Date.now();
    this.#watch = setInterval(this.#tick, WATCH_MS);
    window.addEventListener('online', this.#open);
    // A machine without a network may be its own server: whether the line is lost is only known by opening it.
    window.addEventListener('offline', this.#open);
    window.addEventListener('pagehide', this.#close);
    window.addEventListener('pageshow', this.#reopen);
    document.addEventListener('visibilitychange', this.#back);
    document.addEventListener('resume', this.#back);
  }

  stop() {
    this.#close();
    clearInterval(this.#watch);
    window.removeEventListener('online', this.#open);
    window.removeEventListener('offline', this.#open);
    window.removeEventListener('pagehide', this.#close);
    window.removeEventListener('pageshow', this.#reopen);
    document.removeEventListener('visibilitychange', this.#back);
    document.removeEventListener('resume', this.#back);
  }

  #open = () => {
    this.#close();
    const source = new EventSource(this.address(), { withCredentials: true });
    this.#source = source;
    this.#heard = Date.now();
    source.addEventListener('open', () => {
      this.#retry = FIRST_RETRY_MS;
      this.#hear();
    });
    source.addEventListener('error', () => {
      this.state(lost());
      if (source.readyState !== EventSource.CLOSED) return;
      // The browser gives up after a refused answer; a line that comes back deserves another try.
      this.#again = setTimeout(this.#open, this.#retry);
      this.#retry = Math.min(this.#retry * 2, LAST_RETRY_MS);
      this.refused();
    });
    for (const [name, take] of Object.entries(this.told)) {
      source.addEventListener(name, (event) => {
        this.#hear();
        take(event);
      });
    }
  };

  #close = () => {
    clearTimeout(this.#again);
    this.#source?.close();
    this.#source = undefined;
  };

  #hear() {
    this.#heard = Date.now();
    this.state('live');
  }

  /** @param {PageTransitionEvent} event */
  #reopen = (event) => {
    if (event.persisted) this.#open();
  };

  /** A clock that jumped is all that a page notices of sleep. */
  #tick = () => {
    const slept = Date.now() - this.#ticked > 3 * WATCH_MS;
    this.#ticked = Date.now();
    this.#doubt(slept ? DOUBTED_MS : SILENT_MS);
  };

  #back = () => {
    if (document.visibilityState !== 'visible') return;
    if (this.#source?.readyState === EventSource.CLOSED) this.#open();
    else this.#doubt(DOUBTED_MS);
  };

  /** @param {number} silent milliseconds after which a line is not believed any more */
  #doubt(silent) {
    if (!this.#source || Date.now() - this.#heard < silent) return;
    this.state(lost());
    if (this.#source.readyState !== EventSource.CLOSED) this.#open();
  }
}
