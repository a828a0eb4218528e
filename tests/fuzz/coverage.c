// Which branches of handout ran: the compiler puts a counter of 8 bits at each edge and names them here. New is a counter
// that was never so high, in steps of powers of two.

#include <stddef.h>
#include <stdint.h>

enum { RANGES = 4096, EDGES = 1 << 22 };

static struct { uint8_t *from, *to; } ranges[RANGES];
static size_t count, known;
static uint8_t seen[EDGES];

void __sanitizer_cov_8bit_counters_init(uint8_t *from, uint8_t *to) {
    if (from < to && count < RANGES) {
        ranges[count].from = from;
        ranges[count++].to = to;
    }
}

// How many counters reached a new step since the last call; all are set to nought.
size_t handout_fuzz_news(void) {
    size_t edge = 0, news = 0;
    for (size_t i = 0; i < count; i++) {
        for (uint8_t *at = ranges[i].from; at < ranges[i].to && edge < EDGES; at++, edge++) {
            if (!*at) continue;
            uint8_t step = 1;
            for (uint8_t n = *at; n >>= 1;) step++;
            if (seen[edge] < step) {
                known += seen[edge] == 0;
                seen[edge] = step;
                news++;
            }
            *at = 0;
        }
    }
    return news;
}

// Edges seen so far.
size_t handout_fuzz_known(void) { return known; }

// Edges there are.
size_t handout_fuzz_edges(void) {
    size_t edges = 0;
    for (size_t i = 0; i < count; i++) edges += (size_t)(ranges[i].to - ranges[i].from);
    return edges;
}
