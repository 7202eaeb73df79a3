using System.Net;
using System.Text.Json.Nodes;
using Energy.Clients.Emulators;

namespace Energy.Clients.SafetyNet.Tests;

/// <summary>
/// The law of page tokens for every list and read of every vendor: going on from any place yields exactly the rest of what the server's state holds, also after an error inside
/// a page and after a second one while what had been handed out is passed over. A new list is in <see cref="Read.All"/> or a test fails; without a line in <see cref="Held"/> it
/// fails here, or is held against one plain request for all of it, where the vendor has that.
/// </summary>
public class ResumeLawTests(FaultMatrixTests.Sites sites) : IClassFixture<FaultMatrixTests.Sites>
{
    private const int MaxPlaces = 4;

    // The emulator has nothing of it.
    private static readonly string[] Empty = ["IOTile.Devices.ListVersionsAsync"];

    public static TheoryData<string> Reads => [.. Read.All.Select(static r => r.Name)];

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task EveryRead_FromAnyPlaceAndBehindTwoErrors_GivesTheRestOfWhatTheServerHolds(string name)
    {
        var read = Read.All.Single(r => r.Name == name);
        var (site, _, clock) = await sites.OfAsync(read);
        var breaker = new Breaker();
        using var client = site.Client(site.Address, breaker, clock);
        var whole = await WalkAsync(read, client, site, null);
        Assert.Null(whole.Failure);
        var all = whole.Items.ConvertAll(Held.IdentityOf);
        var requests = breaker.Requests;
        var held = Held.By(site, name) ?? Held.In(await breaker.AskForAllAsync());
        Assert.Equal(held.Order(StringComparer.Ordinal), all.Order(StringComparer.Ordinal));
        Assert.True(all.Count > 1 || Empty.Contains(name) || IsOfOne(name), $"{name} has {all.Count} items: give the server two.");

        foreach (var place in Places(all.Count))
        {
            await AssertRestAsync(whole.Behind[place - 1], all[place..], $"behind item {place}");
        }

        foreach (var (at, share) in new[] { (0, 0.8), (requests / 2, 0.3), (requests - 1, 0.6) }.DistinctBy(static c => c.Item1))
        {
            var what = $"{name}, request {at} of {requests} cut at {share}";
            breaker.Cut((n, length) => n >= at ? (int)(length * share) : null);
            var (before, _, failure) = await WalkAsync(read, client, site, null);
            var first = Assert.IsAssignableFrom<EnergyApiException>(failure);
            Assert.True(first.ResumeFrom is not null, what);

            // Cut once more while what came is passed over: it is asked for again, and nothing is seen of it.
            breaker.Cut((n, length) => n == 0 ? (int)(length * share / 2) : null);
            var (rest, _, again) = await WalkAsync(read, client, site, PageToken.Parse(first.ResumeFrom.ToString()));
            Assert.True(again is null, $"{what}: {again}");
            Assert.True(all.SequenceEqual(before.Concat(rest).Select(Held.IdentityOf)), $"{what}, and once more: {before.Count} and {rest.Count} of {all.Count}");

            // Cut for good while it is passed over: the second error leads to the same rest.
            breaker.Cut((_, length) => (int)(length * share / 2));
            var (between, _, second) = await WalkAsync(read, client, site, PageToken.Parse(first.ResumeFrom.ToString()));
            var token = Assert.IsAssignableFrom<EnergyApiException>(second).ResumeFrom;
            await AssertRestAsync(token!, all[(before.Count + between.Count)..], what + ", and for good");
            Assert.True(all.Take(before.Count + between.Count).SequenceEqual(before.Concat(between).Select(Held.IdentityOf)), what);
        }

        async Task AssertRestAsync(PageToken token, List<string> rest, string what)
        {
            breaker.Cut(null);
            var (items, _, failure) = await WalkAsync(read, client, site, PageToken.Parse(token.ToString()));
            Assert.True(failure is null && rest.SequenceEqual(items.Select(Held.IdentityOf)), $"{name}, {what}: {items.Count} items for {rest.Count}. {failure}");
        }
    }

    private static IEnumerable<int> Places(int count) =>
        Enumerable.Range(1, MaxPlaces).Select(i => (int)Math.Ceiling(count * i / (double)MaxPlaces)).Where(static p => p > 0).Distinct();

    // One account signs in, and sees itself; a page of two items cannot be had.
    private static bool IsOfOne(string name) => name is "IOTile.Accounts.ListAsync";

    private static async Task<(List<object> Items, List<PageToken> Behind, Exception? Failure)> WalkAsync(Read read, EnergyClient client, Site site, PageToken? from)
    {
        var (items, behind) = (new List<object>(), new List<PageToken>());
        var failure = await Record.ExceptionAsync(async () =>
        {
            await foreach (var (item, token) in read.Track(client, site, from))
            {
                items.Add(item);
                behind.Add(token);
            }
        });
        return (items, behind, failure);
    }

    /// <summary>Cuts bodies on their way. Sign-ins are neither counted nor cut.</summary>
    private sealed class Breaker() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        private Func<int, int, int?>? _cut;
        private int _requests;
        private HttpRequestMessage? _last;

        public int Requests => Volatile.Read(ref _requests);

        /// <summary>Where to cut the body of the n-th answer from now on, by its length; null sends it whole.</summary>
        public void Cut(Func<int, int, int?>? cut)
        {
            Volatile.Write(ref _requests, 0);
            Volatile.Write(ref _cut, cut);
        }

        /// <summary>Asks for what was asked for last once more, without a client, in one page.</summary>
        public async Task<JsonNode> AskForAllAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, _last!.RequestUri!.GetLeftPart(UriPartial.Path) + "?page_size=1000");
            request.Headers.Authorization = _last.Headers.Authorization;
            using var response = await base.SendAsync(request, default);
            return (await JsonNode.ParseAsync(await response.Content.ReadAsStreamAsync()))!;
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (FaultProxy.IsSignIn(request.RequestUri!.AbsolutePath))
            {
                return response;
            }

            _last = request;
            var n = Interlocked.Increment(ref _requests) - 1;
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            if (Volatile.Read(ref _cut)?.Invoke(n, body.Length) is not { } length)
            {
                return response;
            }

            var cut = new StreamContent(new CutStream(body[..length]));
            foreach (var (header, values) in response.Content.Headers.Where(static h => h.Key != "Content-Length"))
            {
                cut.Headers.TryAddWithoutValidation(header, values);
            }

            response.Content = cut;
            return response;
        }
    }
}
