// Sends numbered events as a website does, with @segment/analytics-next; settings come from the collector.
const asked = new URLSearchParams(location.search)
const analytics = window.AnalyticsNext.AnalyticsBrowser.load({ writeKey: asked.get("key"), cdnURL: asked.get("address") })

window.sent = 0
async function send(count) {
  for (let number = 0; number < count; number++) {
    analytics.track(`Event ${number}`, { number })
    window.sent = number + 1
    await new Promise((done) => setTimeout(done, 20))
  }
}
analytics.ready().then(() => send(Number(asked.get("count"))))
