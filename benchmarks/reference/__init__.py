"""What the collector is compared with: a Django view that saves each event in a commit of its own."""
