using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.Json;
using Energy.Clients.Tests.Http;

namespace Energy.Clients.Tests.Paging;

/// <summary>Lists whose rows are streamed off the wire, as vendors build them.</summary>
public class ListSourceTests
{
    [Fact]
    public async Task Pages_FollowOneAnotherAndLeaveOutWhatIsNotKept()
    {
        var bodies = new[] { ScriptedBody.Of("[1,2,-3,4]"), ScriptedBody.Of("[]"), ScriptedBody.Of("[-5,6]") };
        using var pipeline = new PipelineFixture(new StubServer().Answer(bodies[0]).Answer(bodies[1]).Answer(bodies[2]));
        var source = new Numbers(pipeline.Transport, 3);

        Assert.Equal([1, 2, 4, 6], await new Paged<int>(source).ToListAsync());

        Assert.Equal(["/things/0", "/things/1", "/things/2"], pipeline.Server.Requests.Select(static r => r.Uri.AbsolutePath));
        Assert.Equal(3, source.Completed);
        Assert.All(bodies, static b => Assert.True(b.IsDisposed));
    }

    [Fact]
    public async Task Next_IsKnownOnceThePageIsComplete()
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(ScriptedBody.Of("[1]")));
        await using var body = await new Numbers(pipeline.Transport, 2).OpenAsync(new PageRequest(new PageNumber(0), RetryPolicy.None.NewBudget()), default);
        Assert.Null(body.Next);

        Assert.True(await body.ReadAsync(default));
        Assert.Null(body.Next);
        Assert.Equal(1, body.Count);
        Assert.False(await body.ReadAsync(default));

        Assert.Equal(new PageNumber(1), body.Next);
        Assert.Equal((0, HttpStatusCode.OK), (body.Count, body.Response.Status));
    }

    [Fact]
    public async Task Refusal_ThatEndsTheList_IsAnEmptyLastPage()
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.OK, "[1]").Answer(HttpStatusCode.NotFound), o => o.MaxRetries = 0);

        Assert.Equal([1], await new Paged<int>(new Numbers(pipeline.Transport, 9) { EndsAt404 = true }).ToListAsync());
    }

    [Fact]
    public async Task Refusal_ThatIsNone_IsTheVendorsError()
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.OK, "[1]").Answer(HttpStatusCode.NotFound), o => o.MaxRetries = 0);
        var got = new List<int>();

        var failure = await Assert.ThrowsAsync<EnergyNotFoundException>(async () =>
        {
            await foreach (var number in new Paged<int>(new Numbers(pipeline.Transport, 9)))
            {
                got.Add(number);
            }
        });

        Assert.Equal([1], got);
        Assert.NotNull(failure.ResumeFrom);
    }

    [Fact]
    public async Task Answer_OfARefusalOrOfTheEnd_IsClosed()
    {
        foreach (var endsAt404 in new[] { false, true })
        {
            var body = ScriptedBody.Of("{}");
            using var pipeline = new PipelineFixture(new StubServer().Answer(body, HttpStatusCode.NotFound), o => o.MaxRetries = 0);

            await Record.ExceptionAsync(async () => await new Paged<int>(new Numbers(pipeline.Transport, 9) { EndsAt404 = endsAt404 }).ToListAsync());

            Assert.True(body.IsDisposed);
        }
    }

    [Fact]
    public async Task Position_WithNothingToAskFor_EndsTheListWithoutARequest()
    {
        using var pipeline = new PipelineFixture(new StubServer().Answer(HttpStatusCode.OK, "[1]"));

        Assert.Equal([1], await new Paged<int>(new Numbers(pipeline.Transport, 9) { KnownEnd = 1 }).ToListAsync());
        Assert.Single(pipeline.Server.Requests);
    }

    private sealed class Numbers(EnergyTransport transport, int pages) : ListSource<int, NumberReader>(transport, default)
    {
        public bool EndsAt404 { get; init; }

        public int? KnownEnd { get; init; }

        public int Completed { get; set; }

        public override EnergyEndpoint Endpoint => PipelineFixture.Get;

        public override string Query => "all";

        public override PagePosition? FirstPosition() => new PageNumber(0);

        public override bool TryReadPosition(string text, [NotNullWhen(true)] out PagePosition? position) => PageNumber.TryParse(text, out position);

        public override ulong Fingerprint(int item) => (ulong)item;

        protected override ValueTask<ListPage<int>> PageAtAsync(PagePosition position, RetryBudget retries, CancellationToken cancellationToken) =>
            new(new NumberPage(this, (PageNumber)position, pages));
    }

    private sealed class NumberPage(Numbers source, PageNumber at, int pages) : ListPage<int>, IEnvelopeReader
    {
        public override EnergyRequest? Request => at.Number == source.KnownEnd ? null : PipelineFixture.Get.At(at.Number);

        public override IEnvelopeReader Envelope => this;

        public override PagePosition? Next => at.Number + 1 < pages ? at.Next : null;

        public string? RowsMember => null;

        public override ValueTask<bool> EndsListAsync(EnergyResponse response, CancellationToken cancellationToken) =>
            source.EndsAt404 ? new(response.Status == HttpStatusCode.NotFound) : base.EndsListAsync(response, cancellationToken);

        public override int Keep(Span<int> rows)
        {
            var kept = 0;
            foreach (var row in rows)
            {
                if (row > 0)
                {
                    rows[kept++] = row;
                }
            }

            return kept;
        }

        public override void Complete(EnergyResponse response) => source.Completed++;

        public void ReadMember(ReadOnlySpan<byte> utf8Name, ref Utf8JsonReader value, DriftWatch drift)
        {
        }

        public void Complete(bool rowsSeen) => Assert.True(rowsSeen);
    }

    private readonly struct NumberReader : IRowReader<int>
    {
        public bool TryRead(ref Utf8JsonReader reader, DriftWatch drift, out int row)
        {
            row = reader.GetInt32();
            return true;
        }
    }
}
