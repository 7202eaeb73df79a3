using Energy.Clients.Emulators;
using NodaTime;

namespace Energy.Clients.OpenCec.Tests.Admin;

/// <summary>The law of a write: what was said to be stored is in the server, once; what was said not to be stored is not; what was said to be gone is gone. The server's state
/// decides.</summary>
public sealed class WriteLawTests
{
    public static TheoryData<string> Breaks => ["nothing", "500 before", "503 before", "connection dropped", "answer lost", "answer cut"];

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task Create_WhateverBreaks_SaysWhatIsTrue(string what)
    {
        await using var cec = await OpenCecFixture.StartAsync();
        for (var i = 0; i < 6; i++)
        {
            var name = $"kind {i}";
            Break(cec, what, "POST");
            var failure = await Record.ExceptionAsync(() => cec.Client.Admin.EntityTypes.CreateAsync(new() { Name = name, Description = "d" }));
            cec.Server.Faults.Clear();

            var stored = cec.Server.State.RowsOf("entity-types").Count(r => (string)r["name"]! == name);
            Assert.True(stored == (what is "nothing" or "answer lost" or "answer cut" ? 1 : 0), $"{what}: {stored}");
            if (failure is null)
            {
                Assert.Equal(1, stored);
            }
            else
            {
                // Not known is said where no answer came; a status is a refusal.
                Assert.Equal(what is "answer lost" or "answer cut" or "connection dropped", failure is EnergyTransportException);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task Update_WhateverBreaks_ASuccessIsStored(string what)
    {
        await using var cec = await OpenCecFixture.StartAsync();
        for (var i = 0; i < 6; i++)
        {
            Break(cec, what, "PUT");
            var failure = await Record.ExceptionAsync(() => cec.Client.Admin.DeviceClasses.UpdateAsync(1, new() { Description = $"version {i}" }));
            cec.Server.Faults.Clear();

            var stored = (string)cec.Server.State.RowsOf("device-classes").Single(r => (int)r["id"]! == 1)["description"]!;
            Assert.Equal(what is "nothing" or "answer lost" or "answer cut", stored == $"version {i}");
            Assert.True(failure is EnergyApiException or null);
            Assert.True(failure is not null || stored == $"version {i}");
        }
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task Delete_WhateverBreaks_SaysWhatIsTrue(string what)
    {
        await using var cec = await OpenCecFixture.StartAsync();
        for (var i = 0; i < 6; i++)
        {
            var id = (await cec.Client.Admin.EntityTypes.CreateAsync(new() { Name = $"kind {i}", Description = "d" })).Id;
            Break(cec, what, "DELETE");
            var failure = await Record.ExceptionAsync(() => cec.Client.Admin.EntityTypes.DeleteAsync(id));
            cec.Server.Faults.Clear();

            var isThere = cec.Server.State.RowsOf("entity-types").Any(r => (int)r["id"]! == id);
            Assert.Equal(isThere, failure is not null);
            Assert.True(failure is null || failure.Message.Contains("still there", StringComparison.Ordinal), $"{what}: {failure?.Message}");
            if (isThere)
            {
                Assert.Equal(OpenCecDeletion.FoundGone, await cec.Client.Admin.EntityTypes.DeleteAsync(id));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task CreateListing_WhateverBreaksAtEachRequest_LeavesWhatItSays(string what)
    {
        for (var request = 0; request < 9; request++)
        {
            await using var cec = await OpenCecFixture.StartAsync();
            var posts = 0;
            if (what != "nothing")
            {
                cec.Server.Faults.When(r => r.Method == "POST" && posts++ == request, FaultOf(what));
            }

            var failure = await Record.ExceptionAsync(() => cec.Client.Admin.CreateListingAsync(WritingTests.Whole()));
            var listings = cec.Server.State.RowsOf("listings").Where(r => (string)r["manufacturer"]! == "Myrtle Mobility").Select(r => (int)r["id"]!).ToList();
            if (failure is null)
            {
                var id = Assert.Single(listings);
                Assert.Equal((2, 4, 2), (Parts(cec, "listing-device-classes", id), Parts(cec, "listing-device-class-attributes", id), Parts(cec, "certificates", id)));
                continue;
            }

            var failed = Assert.IsType<OpenCecListingCreationException>(failure);
            Assert.Equal(failed.Remains == OpenCecListingRemains.Nothing, listings.Count == 0);
            Assert.True(failed.Remains == OpenCecListingRemains.Nothing || failed.ListingId == listings.Single());
            Assert.Equal((4, 6, 3), (
                cec.Server.State.Count("listing-device-classes"), cec.Server.State.Count("listing-device-class-attributes"), cec.Server.State.Count("certificates")));
        }
    }

    private static int Parts(OpenCecFixture cec, string resource, int listing) => cec.Server.State.RowsOf(resource).Count(r => (int)r["listing_id"]! == listing);

    private static void Break(OpenCecFixture cec, string what, string method)
    {
        if (what != "nothing")
        {
            cec.Server.Faults.When(r => r.Method == method, FaultOf(what), 1);
        }
    }

    private static Fault FaultOf(string what) => what switch
    {
        "500 before" => Fault.Status(500, body: "Internal Server Error"),
        "503 before" => Fault.Status(503),
        "connection dropped" => Fault.DropConnection(),
        "answer lost" => OpenCecFault.LostAnswer(),
        _ => Fault.CutBody(afterBytes: 5),
    };
}
