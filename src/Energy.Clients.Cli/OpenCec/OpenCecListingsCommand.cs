using System.CommandLine;
using Energy.Clients.Cli.Output;
using Energy.Clients.OpenCec;

namespace Energy.Clients.Cli.OpenCec;

/// <summary><c>energy opencec listings</c>: exports listings with all that belongs to them, or tells how they differ from an earlier export.</summary>
internal static class OpenCecListingsCommand
{
    public static Command Create(CliIo io)
    {
        var command =
            new Command("listings",
                "Exports listings with classes, attributes and certificates as CSV, or with --json as JSON Lines; with --since tells what changed since such a JSON Lines file.");
        var since = new Option<FileInfo?>("--since") { Description = "A file written with --json before. The differences are told instead: + added, ~ changed, - removed." };
        var json = new Option<bool>("--json") { Description = "One JSON object a line. Keep it for --since." };
        command.Options.Add(since);
        command.Options.Add(json);
        var filter = new OpenCecListingFilter(command);
        var connection = new CliConnection(io, command);
        command.SetAction((parsed, ct) => connection.RunAsync(
            parsed,
            async (services, token) =>
            {
                var listings = CliConnection.Client<OpenCecClient>(services, OpenCecCliVendor.Section).Listings.ListDetailsAsync(filter.Read(parsed), token);
                if (parsed.GetValue(since) is { } file)
                {
                    await WriteChangesAsync(io, file, listings, parsed.GetValue(json), token);
                }
                else if (parsed.GetValue(json))
                {
                    await foreach (var listing in listings.WithCancellation(token))
                    {
                        await io.Output.WriteLineAsync(OpenCecSnapshot.ToJsonLine(listing));
                        await io.RowWrittenAsync();
                    }
                }
                else
                {
                    await OpenCecSnapshot.WriteCsvAsync(listings, io.Output, token);
                }

                return CliExit.Success;
            },
            ct));
        return command;
    }

    private static async Task WriteChangesAsync(CliIo io, FileInfo file, IAsyncEnumerable<OpenCecListingDetails> listings, bool json, CancellationToken cancellationToken)
    {
        if (!file.Exists)
        {
            throw new CliUsageException($"'{file.Name}' is not there. Write it first: energy opencec listings --json > {file.Name}");
        }

        await using var stream = file.OpenRead();
        await foreach (var change in OpenCecSnapshot.CompareAsync(OpenCecSnapshot.ReadJsonLinesAsync(stream, cancellationToken), listings, cancellationToken))
        {
            await io.Output.WriteLineAsync(json ? ToJson(change) : VisibleText.OfLine(ToText(change)));
        }
    }

    private static string ToText(OpenCecListingChange change)
    {
        var listing = (change.After ?? change.Before)!.Listing;
        var mark = change.Kind switch { OpenCecChangeKind.Added => '+', OpenCecChangeKind.Removed => '-', _ => '~' };
        return FormattableString.Invariant(
            $"{mark} {change.ListingId} {listing.Manufacturer} {listing.Model}{(change.Members.Count == 0 ? "" : $" ({string.Join(", ", change.Members)})")}");
    }

    private static string ToJson(OpenCecListingChange change)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("change", change.Kind switch { OpenCecChangeKind.Added => "added", OpenCecChangeKind.Removed => "removed", _ => "changed" });
            writer.WriteNumber("id", change.ListingId);
            writer.WriteStartArray("members");
            foreach (var member in change.Members)
            {
                writer.WriteStringValue(member);
            }

            writer.WriteEndArray();
            Write(writer, "before", change.Before);
            Write(writer, "after", change.After);
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, string name, OpenCecListingDetails? listing)
    {
        if (listing is not null)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(OpenCecSnapshot.ToJsonLine(listing));
        }
    }
}
