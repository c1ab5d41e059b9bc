// Sends numbered events with @segment/analytics-node.
import { Analytics } from "@segment/analytics-node"
import { setTimeout as sleep } from "node:timers/promises"

const [address, key, count] = process.argv.slice(2)
const analytics = new Analytics({ writeKey: key, host: address, flushAt: 10, flushInterval: 100, maxRetries: 10 })
for (let number = 0; number < Number(count); number++) {
  analytics.track({ userId: "user-42", event: `Event ${number}`, properties: { number } })
  await sleep(20)
}
await analytics.closeAndFlush({ timeout: 60000 })
