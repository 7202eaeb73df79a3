namespace Energy.Clients.Emulators;

/// <summary>The page for people: the cube as inline data, and a script that draws the flow chart from it.</summary>
internal static class SundayaPage
{
    internal static string Render(ReadOnlySpan<byte> cube, string version)
    {
        // The data stand inside a script element: nothing in them may end it.
        var data = Encoding.UTF8.GetString(cube).Replace("<", "\\u003c", StringComparison.Ordinal);
        return $$"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>Sundaya Energy API</title>
            <style>body{font-family:sans-serif;margin:1em}nav a{margin-right:1em}</style>
            </head>
            <body>
            <h1 title="v {{version}}">Sundaya Energy API</h1>
            <h2 id="title"></h2>
            <nav id="links"></nav>
            <svg id="chart" xmlns="http://www.w3.org/2000/svg" width="960" height="400"></svg>
            <script>
            const cube = {{data}};
            const colours = {harvest: "#28a745", "store.out": "#007bff", buy: "#000000", yield: "#58c840", "store.in": "#20a0ff", sell: "#343a40"};
            const top_ = ["harvest", "store.out", "buy"], bottom = ["yield", "store.in", "sell"];
            const bars = cube.flatMap(c => c.collection.items).map(item => ({
              label: item.links[0].prompt,
              flows: Object.fromEntries(item.data[0].data.map(d => [d.name, Number(d.value)]))
            }));
            const sum = (bar, names) => names.reduce((total, name) => total + (bar.flows[name] || 0), 0);
            const up = Math.max(0, ...bars.map(b => sum(b, top_))), down = Math.max(0, ...bars.map(b => sum(b, bottom)));
            const scale = up + down > 0 ? 380 / (up + down) : 0, zero = 10 + up * scale, step = 960 / Math.max(1, bars.length);
            const chart = document.getElementById("chart");
            function rect(index, name, tier, y, height) {
              const element = document.createElementNS("http://www.w3.org/2000/svg", "rect");
              const set = {class: "flow " + name, "data-bar": index, "data-tier": tier, "data-flow": name, x: index * step + step * 0.1, y: y, width: step * 0.8, height: height, fill: colours[name]};
              for (const key in set) element.setAttribute(key, set[key]);
              chart.appendChild(element);
            }
            bars.forEach((bar, index) => {
              let y = zero;
              for (const name of top_) { const h = (bar.flows[name] || 0) * scale; if (h > 0) { y -= h; rect(index, name, "source", y, h); } }
              y = zero;
              for (const name of bottom) { const h = (bar.flows[name] || 0) * scale; if (h > 0) { rect(index, name, "sink", y, h); y += h; } }
            });
            const links = cube[0].collection.links;
            document.getElementById("title").textContent = links[0].prompt;
            for (const link of links.filter(l => l.render === "link")) {
              const anchor = document.createElement("a");
              anchor.href = link.href;
              anchor.textContent = link.prompt || link.rel;
              anchor.title = link.title || "";
              document.getElementById("links").appendChild(anchor);
            }
            </script>
            </body>
            </html>

            """;
    }
}
