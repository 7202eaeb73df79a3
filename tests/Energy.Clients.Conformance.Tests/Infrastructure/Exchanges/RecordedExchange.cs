using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Energy.Clients.Conformance;

/// <summary>A request of the real world and the answer of the real server.</summary>
public sealed record RecordedExchange
{
    /// <summary>The vendor's folder.</summary>
    public required string Vendor { get; init; }

    /// <summary>The file inside it, such as <c>exchanges/data.json</c>.</summary>
    public required string File { get; init; }

    /// <summary>The position in the file, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The request.</summary>
    public required RecordedRequest Request { get; init; }

    /// <summary>The response.</summary>
    public required RecordedResponse Response { get; init; }

    /// <summary>The recorded element as it stands.</summary>
    public required JsonElement Json { get; init; }

    /// <summary>What the file says besides its exchanges (<c>meta</c>, <c>scenario</c>, <c>apiKey</c>); undefined when the file is a plain array.</summary>
    public JsonElement Context { get; init; }

    /// <summary>What the conditions of rules read: the recorded element, with <see cref="Context"/> as its member <c>context</c>.</summary>
    public JsonElement Content
    {
        get
        {
            if (Context.ValueKind == JsonValueKind.Undefined)
            {
                return Json;
            }

            JsonObject content = JsonText.ToNode(Json)!.AsObject();
            content["context"] = JsonText.ToNode(Context);
            return JsonText.ToElement(content);
        }
    }

    /// <summary>File and position, and a short hint of what it is; for messages and test names only.</summary>
    public string Id => string.Create(
        CultureInfo.InvariantCulture, $"{File}#{Index} {Request.Method} {VectorCase.Printable(Request.Target, 100)}");

    /// <inheritdoc/>
    public override string ToString() => Id;
}
