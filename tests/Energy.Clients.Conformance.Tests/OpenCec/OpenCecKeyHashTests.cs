using System.Text.Json;
using System.Text.Json.Nodes;
using Energy.Clients.OpenCec;

namespace Energy.Clients.Conformance.OpenCec;

public sealed class OpenCecKeyHashTests
{
    [VectorTheory("opencec", "key-hash-vectors.json", "hash"), VectorRows]
    public void Hash_Row_GivesTheServersHash(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "key.hash",
        ours: Outcome.Of(() => JsonValue.Create(DesCrypt.Hash(KeyOf(row), row["salt"].GetString()!))),
        theirs: row.Theirs("hash"));

    [VectorTheory("opencec", "key-hash-vectors.json", "verify"), VectorRows]
    public void Verify_Row_JudgesAsTheServerDoes(VectorCase row) => VectorCheck.Verify(
        row,
        operation: "key.verify",
        ours: Outcome.Of(() => JsonValue.Create(DesCrypt.Verify(KeyOf(row), row["hash"].GetString()!))),
        theirs: row.Theirs("matches"));

    private static string KeyOf(VectorCase row) => row.Find("keyRepeat") is { } repeat
        ? new string(repeat.GetProperty("char").GetString()![0], repeat.GetProperty("count").GetInt32())
        : row["key"].GetString()!;
}
