using System.Text.Json.Nodes;

namespace Energy.Clients.Emulators;

/// <summary>Changes the JSON of an answer. A body that is not JSON passes unchanged.</summary>
internal sealed class JsonEditStep(Func<JsonNode, JsonNode> edit) : FaultStep
{
    internal override bool Rewrites => true;

    internal override byte[] Rewrite(byte[] body)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return body;
        }

        if (root is null)
        {
            return body;
        }

        var edited = edit(root);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, JsonBody.Options))
        {
            edited.WriteTo(writer);
        }

        return buffer.ToArray();
    }
}
